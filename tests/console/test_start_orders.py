"""The first run on a shop's own orders: named, looked at, fitted, published, taken in."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import msgspec
import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.builders.shop import SmallShop
from tests.console.test_start import ASKED, Newcomer

from regulars.domains import imports
from regulars.domains.imports.contracts import File
from regulars.domains.ledger import queries as ledger
from regulars.entrypoints.jobs import work

START = datetime(2025, 1, 6, 10, tzinfo=UTC)
ASK = ASKED | {"shop": "other", "margin": "40"}


@pytest.fixture
def newcomer(client: Client, django_conn: psycopg.Connection) -> Newcomer:
    return Newcomer(django_conn, client)


def orders() -> bytes:
    """Ten customers, each with one order of 20.00 a week for a year, and one without."""
    rows = ["order,date,customer id,total"]
    for week in range(52):
        for who in range(10):
            at = START + timedelta(weeks=week, hours=who)
            rows.append(f"{week}-{who},{at.isoformat()},c{who},20.00")
    rows += [f"x,{START.isoformat()},,20.00", f"y,{START.isoformat()},c1,much"]
    return "\n".join(rows).encode()


def brought(newcomer: Newcomer) -> str:
    file = SimpleUploadedFile("year.csv", orders())
    answer = newcomer.client.post("/console/start/orders/", ASK | {"file": file, "data": "orders"})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def file_of(newcomer: Newcomer, program: int | None = None) -> File:
    row = newcomer.programs[program].program_id if program is not None else None
    return imports.queries.newest(newcomer.conn, newcomer.merchant_id, row, limit=1)[0]


def test_from_a_file_to_a_program_that_fits_and_its_members(newcomer: Newcomer) -> None:
    client = newcomer.client
    assert "Use my orders" in client.get("/console/start/", ASK).text
    address = brought(newcomer)
    page = client.get(address).text
    assert '<option value="member_external_id" selected>' in page
    named = {"column-0": "order", "column-1": "occurred_at", "column-2": "member_external_id",
             "column-3": "total", "source": "tea"}  # fmt: skip
    client.post(f"{address}columns/", named)
    assert "of about 522 rows read" in client.get(address).text
    work.take_in(newcomer.conn)
    page = client.get(address).text
    figures = re.findall(r'figure-name">([^<]+)</p><p class="figure-value">([^<]+)<', page)
    assert figures == [("Orders", "521"), ("Customers", "10"), ("Median order", "€20.00"),
                       ("Orders a year", "53.1")]  # fmt: skip
    assert "1 row could not be read and is not in it." in page
    assert "520 orders of 10 customers" in page
    begun = client.post("/console/start/begin/", ASK | {
        "kind": "points", "file": re.findall(r'name="file" value="(file_\w+)"', page)[0],
    })  # fmt: skip
    look = begun.headers["Location"]
    page = client.get(look).text
    # Four orders of 20.00 at ten points each; four of a hundred come back.
    assert "Ten points for every EUR; 800 points are 3.00 off." in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    client.post(f"{look}publish/", {"seen": seen[1]})
    poster = client.get(f"{look}poster/").text
    assert "521 orders can count from the start" in poster
    file = file_of(newcomer, 0)
    action = re.search(r'action="([^"]+/run/)"', poster)
    assert action is not None
    client.post(action[1], {"do": "run"})
    work.take_in(newcomer.conn)
    assert file_of(newcomer, 0).phase == "done"
    assert file.program_id is not None
    assert msgspec.json.decode(file_of(newcomer, 0).counts) == {
        "created": 521, "rejected": 1,
    }  # fmt: skip
    _accounts, entries = ledger.size(newcomer.conn, file.program_id)
    assert entries >= 521


def test_the_figures_of_a_kind(newcomer: Newcomer) -> None:
    address = brought(newcomer)
    named = {"column-0": "order", "column-1": "occurred_at", "column-2": "member_external_id",
             "column-3": "total", "source": "tea"}  # fmt: skip
    newcomer.client.post(f"{address}columns/", named)
    work.take_in(newcomer.conn)
    page = newcomer.client.get(address).text
    points = page[page.index(">Points<") :]
    told = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+?)\s*<", points[: points.index("</dl>")]))
    # 520 orders of 200 points: 13 vouchers of 3.00 for each of ten, one for each fourth order.
    assert told["Points or stamps given"] == "104,000"
    assert told["Rewards within reach"] == "140"
    assert told["Customers who reach a reward"] == "100%"
    assert told["Orders to the first reward"] == "4"


def test_another_merchant_s_file_and_odd_ones(
    newcomer: Newcomer, django_conn: psycopg.Connection
) -> None:
    address = brought(newcomer)
    odd = newcomer.client.post("/console/start/orders/", ASK | {"data": "orders"})
    assert odd.status_code == 422
    assert "not empty" in odd.text
    other = SmallShop(django_conn, empty=True, name="stranger")
    stranger = Client(headers={"host": "localhost"})
    stranger.force_login(other.staff("stranger"))
    assert stranger.get(address).status_code == 404
    assert stranger.post(f"{address}columns/", {"do": "drop"}).status_code == 404
    name = address.rstrip("/").rpartition("/")[2]
    begin = ASK | {"kind": "points", "file": name}
    assert stranger.post("/console/start/begin/", begin).status_code == 404
    # Not looked at yet.
    assert newcomer.client.post("/console/start/begin/", begin).status_code == 404
    gone = newcomer.client.post(f"{address}columns/", {"do": "drop"})
    assert gone.headers["Location"].startswith(
        f"/console/start/?{urlencode({'title': ASK['title']})}"
    )
    assert newcomer.client.get(address).status_code == 404
