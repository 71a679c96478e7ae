"""Campaigns on real orders: bonuses, budgets, audiences, hold-outs, prices, previews."""

from datetime import timedelta
from typing import Any

from psycopg import Connection
from tests.builders.counter import PROGRAM, Counter

from regulars.domains.ledger import queries as ledger
from regulars.domains.programs.reader import read
from regulars.flows import campaigning, previewing, proposing
from regulars.flows.standing import standing
from regulars.flows.verify import verify
from regulars.wire.problems import Problem

HEAD = PROGRAM[: PROGRAM.index("automatic:")]
DATES = "dates: {from: 2026-01-10, to: 2026-01-12}"
ANN, BEN = "email:ann@example.com", "email:ben@example.com"


def campaign(name: str, *words: str, rules: str = "") -> str:
    """The words of a campaign of three days."""
    said = [f"when: {{{DATES}}}", *words, *([f"rules: [{rules}]"] if rules else [])]
    return f"  {name}: {{{', '.join(said)}}}\n"


def opened(conn: Connection, words: str, *names: str) -> Counter:
    """A counter with a campaign and members."""
    counter = Counter(conn, f"{HEAD}campaigns:\n{words}")
    for name in names or ("ann",):
        counter.join(f"{name}@example.com")
    return counter


def gift(points: int) -> str:
    """A rule that gives so many points for any order."""
    return f"{{id: r, on: order.paid, give: {{point: {points}}}}}"


DOUBLE = "{id: double, on: order.paid, multiply: 2}"
NOTHING = campaign("none", "prices: {five: {point: 1}}")


def rules(counter: Counter, member: str = "ann@example.com") -> list[tuple[str, int]]:
    """Rule and amount of every entry that gave or took points, the oldest first."""
    found = ledger.entries(counter.conn, counter.account(member), None, 100)
    return [
        (one.row.rule, one.transfers[0].amount if one.row.kind == "earn" else -1)
        for one in reversed(found)
        if one.row.rule
    ]


def test_a_factor_is_an_entry_of_its_own_and_comes_back_with_its_order(conn: Connection) -> None:
    flash = (
        f"  flash: {{when: {{{DATES}}}, rules: [{{id: double, on: order.paid, multiply: 2}}]}}\n"
    )
    counter = opened(conn, flash)
    counter.order("A", 5_000)
    assert rules(counter) == [("base", 50), ("flash/double", 50)]
    counter.refund("A", 2_500, "r1")
    assert counter.balances().available == 50
    counter.later(days=3)
    counter.order("B", 1_000)
    assert counter.balances().available == 60
    counter.refund("A", None, "r2")
    assert counter.balances().available == 10
    [one] = campaigning.standings(conn, counter.shop)
    assert (one.state, dict(one.given)) == ("over", {"point": 0})
    assert list(verify(conn, counter.program_id)) == []


def test_a_budget_ends_a_campaign_to_the_last_point(conn: Connection) -> None:
    more = "{id: more, on: order.paid, give: {point: 5}}"
    text = campaign("flash", "budget: {amount: 70}", rules=f"{DOUBLE}, {more}")
    counter = opened(conn, text)
    for number in ("A", "B"):
        counter.order(number, 5_000)
    assert counter.balances().available == 50 + 50 + 70
    [one] = campaigning.standings(conn, counter.shop)
    assert (one.state, one.left, dict(one.given)) == ("running", 0, {"point": 70})
    assert campaigning.offers(conn, counter.shop, counter.account(), _state(counter)) == []
    counter.refund("A", None)
    [one] = campaigning.standings(conn, counter.shop)
    assert one.left == 55
    assert list(verify(conn, counter.program_id)) == []


def _state(counter: Counter, name: str = "ann@example.com") -> Any:
    return standing(counter.conn, counter.shop, counter.account(name))


def test_of_a_group_the_highest_priority_holds(conn: Connection) -> None:
    words = "".join(
        campaign(name, "group: g", f"priority: {priority}", rules=gift(points))
        for name, priority, points in (("low", 1, 7), ("high", 2, 3))
    )
    counter = opened(conn, words)
    answer = counter.order("A", 1_000)
    assert counter.balances().available == 13
    passed = [one.reason.code for one in answer.effects if one.type == "rule.passed"]
    assert "campaign.another_holds" in passed


def test_who_is_held_out_stays_held_out(conn: Connection) -> None:
    text = campaign("half", "holdout: 50", rules=gift(7))
    names = [f"m{number}" for number in range(40)]
    counter = opened(conn, text, *names)
    for turn in range(2):
        for name in names:
            counter.order(f"{name}-{turn}", 1_000, f"email:{name}@example.com")
    points = [counter.balances(f"email:{name}@example.com").available for name in names]
    assert set(points) == {20, 34}
    held = points.count(20)
    assert 8 <= held <= 32
    [one] = campaigning.standings(conn, counter.shop)
    assert (one.met, one.held_out) == (40 - held, held)
    offered, out = campaigning.results(conn, counter.shop, "half")
    assert (offered.members, out.members) == (40 - held, held)
    assert (offered.orders, out.net_minor) == (2 * (40 - held), 2 * held * 1_000)
    for name, there in zip(names, points, strict=True):
        found = campaigning.offers(
            conn, counter.shop, counter.account(f"{name}@example.com"),
            _state(counter, f"{name}@example.com"),
        )  # fmt: skip
        assert bool(found) is (there == 34)
    assert list(verify(conn, counter.program_id)) == []


def test_an_audience_a_price_and_a_true_end(conn: Connection) -> None:
    once = "{id: r, on: order.paid, issue: coffee, limit: {times: 1, per: lifetime}}"
    said = ("title: Thank you", "audience: [fans]", "prices: {five: {point: 40}}")
    fans = "segments:\n  fans: {where: {orders: {from: 1}}}\n"
    words = campaign("thanks", *said, rules=once) + fans
    counter = opened(conn, words, "ann", "ben")
    counter.order("A", 5_000, ANN)
    counter.later(minutes=1)
    assert isinstance(counter.reserve("five", BEN), Problem)
    assert counter.reserve("five", ANN).amount == 40
    counter.order("A2", 1_000, ANN)
    counter.order("B1", 1_000, BEN)
    vouchers = conn.execute("SELECT rule FROM rewards_voucher").fetchall()
    assert vouchers == [("thanks/r",)]
    [offer] = campaigning.offers(conn, counter.shop, counter.account(), _state(counter))
    assert offer.ends is not None
    assert offer.ends.isoformat() == "2026-01-12T22:00:00+00:00"
    assert offer.left is None


def test_a_preview_counts_who_and_how_much_on_past_orders(conn: Connection) -> None:
    counter = opened(
        conn, f"  none: {{when: {{{DATES}}}, prices: {{five: {{point: 1}}}}}}\n", "ann", "ben"
    )
    for number in range(4):
        counter.order(f"A{number}", 1_000 * (number + 1), ANN)
    counter.order("B", 500, BEN)
    counter.later(days=2)
    days = "when: {dates: {from: 2026-03-02, to: 2026-03-08}}"
    rule = "{id: x, on: order.paid, when: {minimum_spend: 20.00}, multiply: 3}"
    planned = f"  spring: {{{days}, rules: [{rule}]}}\n"
    document = read(f"{HEAD}campaigns:\n{planned}")
    assert not isinstance(document, list)
    found = previewing.preview(conn, counter.shop, document, "spring")
    assert (found.audience, found.orders, found.orders_in_window, found.touched) == (2, 5, 5, 3)
    assert found.points == {"point": 2 * (20 + 30 + 40)}
    assert len(ledger.entries(conn, counter.account(), None, 50)) == 4


def test_slow_days_are_proposed_from_the_shop_s_own_orders(conn: Connection) -> None:
    counter = opened(conn, NOTHING)
    assert proposing.proposals(conn, counter.shop) == []
    number = 0
    for _ in range(21):
        counter.now += timedelta(days=1)
        counter.later(seconds=1)
        often = 1 if counter.now.weekday() == 1 else 4
        for _ in range(often):
            number += 1
            counter.order(str(number), 1_000)
    [slow] = [one for one in proposing.proposals(conn, counter.shop) if one.kind == "weekday"]
    assert (slow.name, slow.found) == ("tuesday", 2)
    made = read(f"{HEAD}{slow.text}")
    assert not isinstance(made, list)
