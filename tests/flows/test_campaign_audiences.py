"""What a campaign brought does not change with what its members do afterwards."""

from psycopg import Connection
from tests.builders.counter import Counter
from tests.flows.test_campaigns import ANN, BEN, HEAD, campaign, gift, opened

from regulars.flows import campaigning
from regulars.flows.campaign_audiences import audience, freeze
from regulars.flows.verify import verify

FANS = "segments:\n  fans: {where: {orders: {from: 2}}}\n"


def shop(conn: Connection, **moved: str) -> Counter:
    """A shop whose campaign of three days is for those with two orders."""
    words = campaign("thanks", "audience: [fans]", "holdout: 1", rules=gift(7))
    for old, new in moved.items():
        words = words.replace(old, new)
    return opened(conn, words + FANS, "ann", "ben", "cem")


def members(counter: Counter) -> list[str]:
    """The names of those whom it counts for."""
    names = {counter.account(f"{name}@example.com"): name for name in ("ann", "ben", "cem")}
    batches = audience(counter.conn, counter.shop, "thanks")
    return sorted(names.get(one, "new") for batch in batches for one in batch)


def test_an_audience_stays_as_it_was_at_the_end(conn: Connection) -> None:
    counter = shop(conn)
    for number in range(2):
        counter.order(f"A{number}", 1_000, ANN)
    counter.later(minutes=1)
    assert members(counter) == ["ann"]
    counter.later(days=3)
    assert members(counter) == ["ann"]
    before = campaigning.results(conn, counter.shop, "thanks")
    for number in range(2):
        counter.order(f"B{number}", 1_000, BEN)
    counter.later(days=1)
    counter.join("dan@example.com")
    for number in range(2):
        counter.refund(f"A{number}", None)
    counter.later(days=1)
    assert members(counter) == ["ann"]
    after = campaigning.results(conn, counter.shop, "thanks")
    assert [one.members for one in after] == [one.members for one in before]
    assert not freeze(conn, counter.shop)
    assert list(verify(conn, counter.program_id)) == []


def test_who_met_it_and_left_before_the_end_belongs_to_it(conn: Connection) -> None:
    counter = shop(conn)
    for number in range(3):
        counter.order(f"A{number}", 1_000, ANN)
        counter.later(minutes=1)
    for number in range(3):
        counter.refund(f"A{number}", None)
    counter.later(hours=1)
    assert members(counter) == ["ann"]
    counter.later(days=3)
    assert members(counter) == ["ann"]


def test_one_whose_days_were_moved_is_written_down_anew(conn: Connection) -> None:
    counter = shop(conn)
    for number in range(2):
        counter.order(f"A{number}", 1_000, ANN)
    counter.later(days=4)
    words = campaign("thanks", "audience: [fans]", "holdout: 1", rules=gift(7))
    longer = words.replace("2026-01-12", "2026-01-20") + FANS
    counter.publish(opened_text(longer), counter.shop.now)
    for number in range(2):
        counter.order(f"B{number}", 1_000, BEN)
    counter.later(minutes=1)
    assert members(counter) == ["ann", "ben"]
    counter.later(days=8)
    assert members(counter) == ["ann", "ben"]


def opened_text(words: str) -> str:
    """The counter's program with these campaigns."""
    return f"{HEAD}campaigns:\n{words}"


def test_everybody_is_everybody_who_had_joined(conn: Connection) -> None:
    counter = opened(conn, campaign("all", "holdout: 1", rules=gift(7)), "ann", "ben")
    counter.later(days=4)
    counter.join("cem@example.com")
    counter.later(days=1)
    offered, out = campaigning.results(conn, counter.shop, "all")
    assert offered.members + out.members == 2


def test_the_share_that_came_back(conn: Connection) -> None:
    rule = "{id: r, on: order.paid, issue: five}"
    counter = opened(conn, campaign("next", rules=rule), "ann", "ben")
    for name, member in (("A", ANN), ("B", BEN)):
        counter.order(name, 1_000, member)
    [one] = campaigning.standings(conn, counter.shop)
    assert (one.issued, one.came_back) == (2, 0)
    rows = conn.execute("SELECT code FROM rewards_voucher ORDER BY issued_at").fetchall()
    counter.use(rows[0][0], order="till:A9")
    [one] = campaigning.standings(conn, counter.shop)
    assert (one.issued, one.came_back) == (2, 1)
    counter.refund("B", None)
    [one] = campaigning.standings(conn, counter.shop)
    assert (one.issued, one.came_back) == (1, 1)
