"""The first run: from a few questions to a published program and a page for the till."""

import re

import psycopg
import pytest
from django.test import Client
from tests.builders.shop import SmallShop

from regulars.domains.merchants import operations as merchants
from regulars.domains.programs import queries
from regulars.domains.programs.contracts import ProgramRow

ASKED = {
    "title": "Kirsi’s <tea>", "shop": "cafe", "buys": "weekly", "goal": "new", "wants": "instant",
    "budget": "medium", "currency": "EUR", "time_zone": "Europe/Helsinki",
}  # fmt: skip


class Newcomer:
    """An owner of a merchant without any program."""

    def __init__(self, conn: psycopg.Connection, client: Client, role: str = "owner") -> None:
        other = SmallShop(conn, empty=True, name="other")
        user = other.staff("newcomer", role="owner")
        self.conn, self.client = conn, client
        self.merchant_id = merchants.create(conn, "Tea & more", other.shop.now)
        merchants.hire(conn, user.pk, self.merchant_id, role)
        client.force_login(user)

    @property
    def programs(self) -> list[ProgramRow]:
        return queries.programs_of(self.conn, self.merchant_id)


@pytest.fixture
def newcomer(client: Client, django_conn: psycopg.Connection) -> Newcomer:
    return Newcomer(django_conn, client)


def test_from_the_sign_in_to_the_till(newcomer: Newcomer) -> None:
    client = newcomer.client
    assert client.get("/console/").headers["Location"] == "/console/start/"
    page = client.get("/console/start/").text
    assert "Tea &amp; more" in page
    proposed = client.get("/console/start/", ASKED).text
    assert '<h2 id="first">A stamp card</h2>' in proposed
    assert "needs no explaining" in proposed
    assert "It cannot be begun here yet." in proposed
    begun = client.post("/console/start/begin/", ASKED | {"kind": "stamps"})
    assert begun.headers["Location"] == "/console/p/kirsi-s-tea/start/"
    page = client.get(begun.headers["Location"]).text
    assert "Kirsi’s &lt;tea&gt;" in page
    assert "Publish it now" in page
    assert client.get("/console/").headers["Location"] == "/console/start/"
    assert "Begun before" in client.get("/console/start/").text
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    done = client.post("/console/p/kirsi-s-tea/start/publish/", {"seen": seen[1]})
    assert done.headers["Location"] == "/console/p/kirsi-s-tea/start/poster/"
    poster = client.get(done.headers["Location"]).text
    assert "/club/kirsi-s-tea/join/" in poster
    assert "<svg" in poster
    assert client.get("/club/kirsi-s-tea/join/").status_code == 200
    assert client.get("/console/").headers["Location"] == "/console/p/kirsi-s-tea/"
    (row,) = newcomer.programs
    (version,) = queries.versions(newcomer.conn, row.program_id)
    assert version.published_by == "newcomer"


def test_a_second_program_of_one_name_has_a_number(newcomer: Newcomer) -> None:
    for _ in range(2):
        newcomer.client.post("/console/start/begin/", ASKED | {"kind": "points"})
    assert [one.name for one in newcomer.programs] == ["kirsi-s-tea", "kirsi-s-tea-2"]


@pytest.mark.parametrize("odd", [
    {"title": ""}, {"title": "x" * 81}, {"title": "a\nb"}, {"currency": "XXX"},
    {"time_zone": "Mars/Olympus"}, {"kind": "paid"}, {"kind": "none"},
])  # fmt: skip
def test_odd_answers_begin_nothing(newcomer: Newcomer, odd: dict[str, str]) -> None:
    answer = newcomer.client.post("/console/start/begin/", ASKED | {"kind": "points"} | odd)
    assert answer.status_code == 404
    assert newcomer.programs == []
    status = 200 if "kind" in odd else 422
    assert newcomer.client.get("/console/start/", ASKED | odd).status_code == status


def test_unknown_answers_count_as_none(newcomer: Newcomer) -> None:
    odd = ASKED | {"shop": "zoo", "goal": "' OR 1=1"}
    assert newcomer.client.get("/console/start/", odd).status_code == 200


def test_only_what_was_looked_over_is_published(newcomer: Newcomer) -> None:
    newcomer.client.post("/console/start/begin/", ASKED | {"kind": "points"})
    address = "/console/p/kirsi-s-tea/start/"
    answer = newcomer.client.post(f"{address}publish/", {"seen": "x"})
    assert answer.headers["Location"] == address
    (row,) = newcomer.programs
    assert queries.versions(newcomer.conn, row.program_id) == []


@pytest.mark.parametrize("role", ["marketer", "finance", "support", "cashier"])
def test_who_may_not_publish_begins_nothing(
    client: Client, django_conn: psycopg.Connection, role: str
) -> None:
    newcomer = Newcomer(django_conn, client, role)
    assert "no program" in client.get("/console/").text
    assert client.get("/console/start/").status_code == 404
    assert client.post("/console/start/begin/", ASKED | {"kind": "points"}).status_code == 404
    assert newcomer.programs == []


@pytest.mark.usefixtures("django_conn")
def test_nobody_begins_without_signing_in(client: Client) -> None:
    assert client.get("/console/start/").status_code == 302
    assert client.post("/console/start/begin/", ASKED).status_code == 302
