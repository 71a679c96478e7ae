"""Files that a shop brings: columns named, checked, taken in, gone on with, never another's."""

import re

import msgspec
import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.builders.shop import SmallShop

from regulars.domains import imports
from regulars.domains.imports.contracts import File
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.entrypoints.jobs import work

IMPORT = "/console/p/shop/import/"
ORDERS = """Bestellung;Datum;E-Mail;Summe
1;31.12.2025 18:45;new@example.com;12,50
2;31.12.2025 18:50;new@example.com;=2+2
3;01.01.2026 09:00;other@example.com;7,00
"""
NAMED = {"column-0": "order", "column-1": "occurred_at", "column-2": "member_email",
         "column-3": "total", "source": "web", "comma": "yes",
         "format": "%d.%m.%Y %H:%M"}  # fmt: skip


def brought(owner: Client, body: bytes, kind: str = "orders", name: str = "o.csv") -> str:
    """Will send a file and give its address."""
    answer = owner.post(IMPORT, {"kind": kind, "file": SimpleUploadedFile(name, body)})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def file_of(shop: SmallShop) -> File:
    return imports.queries.newest(shop.conn, shop.shop.merchant_id, shop.program_id, limit=1)[0]


def figures(text: str) -> dict[str, str]:
    found = r'figure-name">([^<]+)</p><p class="figure-value">([^<]+)<'
    return dict(re.findall(found, text))


def test_from_the_file_to_its_orders_and_again(owner: Client, shop: SmallShop) -> None:
    entries = ledger.size(shop.conn, shop.program_id)
    for new, known in (("2", None), (None, "2")):
        address = brought(owner, ORDERS.encode("cp1252"))
        page = owner.get(address).text
        assert "31.12.2025 18:45" in page
        assert '<option value="%d.%m.%Y %H:%M" selected>' in page
        assert '<option value="yes" selected>12,34' in page
        assert '<option value="member_email" selected>' in page
        lacking = owner.post(f"{address}columns/", {"column-0": "order"})
        assert lacking.status_code == 422
        assert "Say which column is: Which shop, When." in lacking.text
        owner.post(f"{address}columns/", NAMED)
        assert "of about 3 rows checked" in owner.get(address).text
        work.take_in(shop.conn)
        page = owner.get(address).text
        assert "Nothing has happened yet" in page
        assert figures(page).get("New") == new
        assert figures(page).get("Known already") == known
        assert figures(page)["Rows not taken"] == "1"
        csv = b"".join(owner.get(f"{address}refused.csv").streaming_content).decode()
        assert "3,total,'=2+2,not_money," in csv
        assert ledger.size(shop.conn, shop.program_id) == entries
        owner.post(f"{address}run/", {"do": "run"})
        work.take_in(shop.conn)
        page = owner.get(address).text
        assert "All is taken in that could be" in page
        assert figures(page).get("New") == new
        assert (ledger.size(shop.conn, shop.program_id) != entries) is (new is not None)
        entries = ledger.size(shop.conn, shop.program_id)
    assert list(imports.queries.parts(shop.conn, file_of(shop).file_id)) == []


def test_it_stops_and_goes_on_where_it_was(owner: Client, shop: SmallShop) -> None:
    rows = "".join(f"{n},person{n}@new.example,{n}\n" for n in range(600))
    address = brought(owner, f"number,e-mail,balance\n{rows}".encode(), "members")
    named = {"column-0": "external_id", "column-1": "email", "column-2": "points"}
    owner.post(f"{address}columns/", named)
    work.take_in(shop.conn)
    owner.post(f"{address}run/", {"do": "run"})
    file = file_of(shop)
    half = msgspec.structs.replace(file, settled=250, lines=250, counts='{"created": 250}')
    imports.operations.change(shop.conn, half)
    owner.post(f"{address}run/", {"do": "stop"})
    page = owner.get(address).text
    assert "It was stopped after 250 of 600 rows." in page
    owner.post(f"{address}run/", {"do": "on"})
    assert work.take_in(shop.conn) == 1
    assert figures(owner.get(address).text) == {"New": "600", "Rows not taken": "0"}
    found = members.find(shop.conn, shop.program_id, [
        Ref("email", f"person{n}@new.example") for n in (0, 250, 599)
    ])  # fmt: skip
    balances = ledger.balances(shop.conn, [one.account_id for one in found.values()])
    assert Ref("email", "person0@new.example") not in found
    assert sorted(pots["point"]["available"] for pots in balances.values()) == [250, 599]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "not empty"),
        (b"a,a\n1,2\n", "first line has to name the columns"),
        (b"\xff\xfe\x00", "first line has to name the columns"),
        (b"\x00\x00\x00", "first line has to name the columns"),
        (b",".join(b"c%d" % n for n in range(300)), "first line has to name the columns"),
    ],
)
def test_what_is_no_file_of_rows(owner: Client, body: bytes, says: str) -> None:
    answer = owner.post(IMPORT, {"kind": "orders", "file": SimpleUploadedFile("o.csv", body)})
    assert answer.status_code == 422
    assert says in answer.text


def test_hostile_rows_are_refused_one_by_one(owner: Client, shop: SmallShop) -> None:
    rows = (b"e-mail;name\r\na@b.example;J\xe4rvi\r\nb@b.example;N\x00l\r\nnobody;x\r\n"
            b'"open;quote\r\n')  # fmt: skip
    address = brought(owner, rows, "members", "<b>.csv")
    page = owner.get(address).text
    assert "&lt;b&gt;.csv" in page
    assert "Järvi" in page
    owner.post(f"{address}columns/", {"reread": "yes", "encoding": "cp1251", "delimiter": ";"})
    assert "Jдrvi" in owner.get(address).text
    owner.post(f"{address}columns/", {"column-0": "email", "column-1": "name"})
    work.take_in(shop.conn)
    page = owner.get(address).text
    assert figures(page) == {"New": "1", "Rows not taken": "3"}
    assert "A character cannot be kept" in page
    owner.post(f"{address}run/", {"do": "drop"})
    assert "thrown away" in owner.get(address).text
    assert imports.queries.refused(shop.conn, file_of(shop).file_id, limit=9) == []


def test_files_are_forgotten_after_a_week(owner: Client, shop: SmallShop) -> None:
    brought(owner, b"e-mail\na@b.example\n", "members")
    assert work.forget_files(shop.conn) == 0
    shop.conn.execute("UPDATE imports_file SET created_at = created_at - interval '8 days'")
    assert work.forget_files(shop.conn) == 1
    assert file_of(shop).gone_at is not None


def test_another_shop_s_file_is_not_there(
    owner: Client, shop: SmallShop, django_conn: psycopg.Connection
) -> None:
    address = brought(owner, b"e-mail\na@b.example\n", "members")
    other = SmallShop(django_conn, empty=True, name="other")
    name = address.rstrip("/").rpartition("/")[2]
    stranger = Client(headers={"host": "localhost"})
    stranger.force_login(other.staff("stranger"))
    for rest in ("", "refused.csv"):
        assert stranger.get(f"/console/p/other/import/{name}/{rest}").status_code == 404
    for rest in ("columns/", "run/"):
        assert stranger.post(f"/console/p/other/import/{name}/{rest}").status_code == 404
    cashier = Client(headers={"host": "localhost"})
    cashier.force_login(shop.staff("till-hand", role="cashier"))
    assert cashier.get(address).status_code == 403
