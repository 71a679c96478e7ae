"""Segments found in real orders: counted, entered and left, by time as much as by what happens."""

from decimal import Decimal

from psycopg import Connection
from tests.builders.counter import PROGRAM, Counter

from regulars.core.program import Scores, Spent, Times, Where
from regulars.domains.segments import queries as segments
from regulars.flows import segmenting
from regulars.flows.verify import verify

NAMES = ("ann", "ben", "cleo")
HEAD = PROGRAM[: PROGRAM.index("automatic:")]
WORDS = """
segments:
  fans: {where: {orders: {from: 2, within: 30 days}}}
  tea: {where: {bought: {products: {sku: [tea]}, from: 1}}}
  best: {where: {value_class: [A]}}
  away: {where: {last_order: {longer: 60 days}}}
  quiet: {where: {segment: [away], none: [{did: {type: shop.visited, within: 30 days}}]}}
"""
BACK = "{id: back, on: segment.entered, when: {data: {segment: fans}}, give: {point: 7}}"
TEXT = HEAD.replace("earn:\n", f"earn:\n  - {BACK}\n") + WORDS


def opened(conn: Connection, text: str = TEXT) -> Counter:
    """A counter with three members."""
    counter = Counter(conn, text)
    for name in NAMES:
        counter.join(f"{name}@example.com")
    return counter


def inside(counter: Counter, segment: str) -> set[str]:
    """The names of those in a segment."""
    found = segments.members(counter.conn, counter.program_id, segment, after=None, limit=50)
    accounts = {one.account_id for one in found}
    return {
        name
        for name in ("ann", "ben", "cleo")
        if counter.account(f"{name}@example.com") in accounts
    }


def test_members_enter_and_leave_by_what_they_do_and_by_time(conn: Connection) -> None:
    counter = opened(conn)
    counter.order("A1", 9_000, "email:ann@example.com")
    counter.order("A2", 1_000, "email:ann@example.com")
    counter.order("B1", 1_000, "email:ben@example.com")
    counter.later(minutes=1)
    assert inside(counter, "fans") == {"ann"}
    assert inside(counter, "best") == {"ann"}
    assert inside(counter, "away") == set()
    assert counter.balances("email:ann@example.com").available == 107
    counter.refund("A2", None)
    counter.later(minutes=1)
    assert inside(counter, "fans") == set()
    counter.later(days=70)
    assert inside(counter, "away") == inside(counter, "quiet") == {"ann", "ben"}
    counter.order("B2", 1_000, "email:ben@example.com")
    counter.later(minutes=1)
    assert inside(counter, "away") == {"ann"}
    assert segments.counts(conn, counter.program_id) == {"away": 1, "best": 1, "quiet": 1}
    assert list(verify(conn, counter.program_id)) == []


def test_a_definition_is_counted_without_being_kept(conn: Connection) -> None:
    counter = opened(conn)
    for number, minor in enumerate((100, 2_000, 40_000)):
        for times in range(number + 1):
            name = NAMES[number]
            counter.order(f"{name}{times}", minor, f"email:{name}@example.com")
    counter.later(minutes=1)
    shop = counter.shop
    before = segments.counts(conn, counter.program_id)
    assert segmenting.count(conn, shop, Where(orders=Times(least=2))) == 2
    assert segmenting.count(conn, shop, Where(spend=Spent(least=Decimal(5)))) == 2
    assert segmenting.count(conn, shop, Where(rfm=Scores(money=(1,)))) == 1
    assert segmenting.count(conn, shop, Where(value_class=("A",))) == 1
    assert segmenting.count(conn, shop, Where(value_class=("C",))) == 2
    assert segments.counts(conn, counter.program_id) == before


def test_reviewing_twice_changes_nothing(conn: Connection) -> None:
    counter = opened(conn)
    counter.order("A1", 9_000, "email:ann@example.com")
    counter.order("A2", 9_000, "email:ann@example.com")
    assert segmenting.review(conn, counter.shop, None) is None
    before = conn.execute("SELECT count(*) FROM events_event").fetchall()
    assert segmenting.review(conn, counter.shop, None) is None
    assert conn.execute("SELECT count(*) FROM events_event").fetchall() == before
    assert inside(counter, "fans") == {"ann"}


def test_a_window_ends_where_the_shop_counts_days(conn: Connection) -> None:
    counter = opened(conn, HEAD + "segments: {fresh: {where: {joined: {within: 10 days}}}}\n")
    counter.later(days=9)
    assert inside(counter, "fresh") == {"ann", "ben", "cleo"}
    counter.later(days=2)
    assert inside(counter, "fresh") == set()
