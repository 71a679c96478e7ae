"""Days, months and what falls due: once each, at its own instant."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.core.making import NOON, base, buy, order, small, world

from regulars.core import calendar
from regulars.core.compiled import compile_program
from regulars.core.effects import Notify
from regulars.core.evaluate import pass_time
from regulars.core.facts import Joined
from regulars.core.program import Currency, Expires, Reward, Tier, Tiers
from regulars.core.rules.nodes import Automatic, Schedule
from regulars.core.state import TierStanding
from regulars.core.tiers.credit import counting

DAY = 86_400


@pytest.mark.parametrize(("day", "span", "expected"), [
    ("2026-01-31", "1 month", "2026-02-28"),
    ("2024-01-31", "1 month", "2024-02-29"),
    ("2024-02-29", "1 year", "2025-02-28"),
    ("2024-02-29", "4 years", "2028-02-29"),
    ("2026-12-31", "2 months", "2027-02-28"),
    ("2026-03-28", "2 days", "2026-03-30"),
    ("2026-03-28", "1 week", "2026-04-04"),
])  # fmt: skip
def test_periods_are_clamped_at_month_ends(day: str, span: str, expected: str) -> None:
    assert calendar.add_period(date.fromisoformat(day), span).isoformat() == expected


@pytest.mark.parametrize(("zone", "day", "hours"), [
    ("Europe/Tallinn", date(2026, 3, 29), 23),
    ("Europe/Tallinn", date(2026, 10, 25), 25),
    ("America/Santiago", date(2026, 9, 6), 23),  # midnight itself is skipped
    ("Pacific/Auckland", date(2026, 3, 29), 24),
    ("UTC", date(2026, 3, 29), 24),
])  # fmt: skip
def test_days_have_the_hours_that_they_have(zone: str, day: date, hours: int) -> None:
    assert calendar.day_end(day, zone) - calendar.day_start(day, zone) == hours * 3600


@pytest.mark.parametrize(("born", "today", "age"), [
    ("2008-03-02", "2026-03-01", 17), ("2008-03-02", "2026-03-02", 18),
    ("2008-02-29", "2026-02-27", 17), ("2008-02-29", "2026-02-28", 18),
])  # fmt: skip
def test_ages(born: str, today: str, age: int) -> None:
    assert calendar.age(date.fromisoformat(born), date.fromisoformat(today)) == age


@pytest.mark.parametrize(("per", "key", "following"), [
    ("day", "2026-05-20", "2026-05-21"), ("week", "2026-05-18", "2026-05-25"),
    ("month", "2026-05", "2026-06-01"), ("quarter", "2026-04-01", "2026-07-01"),
    ("year", "2026", "2027-01-01"),
])  # fmt: skip
def test_periods_have_names(per: str, key: str, following: str) -> None:
    day = date(2026, 5, 20)
    assert calendar.period_key(day, per) == key
    assert calendar.next_period(day, per).isoformat() == following


def test_credit_leaves_a_rolling_window_once_though_months_differ() -> None:
    """Counted back from 28 February, 29 January is still inside; counted forwards it is not."""
    word = Tiers(
        levels=(Tier(id="low"), Tier(id="top", least=Decimal(10))), window="rolling", months=1
    )
    place = world(small(base(), tiers=word), datetime(2026, 1, 29, 12, tzinfo=UTC))
    place.tell(Joined(occurred_at=place.moment()))
    buy(place, "A1", 1000)
    assert place.state.tier.level == "top"
    place.wait(29 * DAY)
    assert place.state.tier.level == "top"
    place.wait(DAY)
    assert place.state.tier.level == "low"
    assert place.state.due is None


def test_credit_keeps_counting_when_the_window_becomes_another() -> None:
    buckets = {"2026": 500, "2026-02-01": 200, "2025-12-31": 90, "all": 7}
    standing = TierStanding(level="low", buckets=buckets)
    for window, credit in (
        ("year", 700), ("rolling", 290), ("lifetime", 797), ("membership-year", 200),
    ):  # fmt: skip
        word = Tiers(levels=(Tier(id="low"),), window=window)  # type: ignore[arg-type]
        ladder = compile_program(small(base(), tiers=word), 1).ladders["tier"]
        assert counting(ladder, standing, date(2026, 1, 9), NOON.date()) == credit


IDLE = {
    "point": Currency(name=("point", "points"), expires=Expires(inactive="1 month")),
    "star": Currency(name=("star", "stars"), expires=Expires(inactive="1 year")),
}


def test_each_currency_lapses_by_its_own_inactivity() -> None:
    place = world(small(base(give={"point": 1, "star": 1}), points=IDLE))
    buy(place, "A1", 1000)
    place.wait(40 * DAY)
    assert (place.pots["point"]["available"], place.pots["star"]["available"]) == (0, 10)
    place.wait(400 * DAY)
    assert place.pots["star"]["available"] == 0


def test_what_is_given_to_an_idle_member_does_not_lapse_at_once() -> None:
    gift = Automatic(id="gift", at=Schedule(month_day="06-01"), give={"point": 5})
    place = world(small(base(), points=IDLE, automatic=(gift,)))
    place.tell(Joined(occurred_at=place.moment()))
    place.wait(92 * DAY)
    assert place.moment().date() == date(2026, 6, 2)
    assert place.pots["point"]["available"] == 5
    place.wait(40 * DAY)
    assert place.pots["point"]["available"] == 0


def test_a_rule_of_the_calendar_has_one_turn_though_a_late_order_lapses_then() -> None:
    lapsing = {"point": Currency(name=("point", "points"), expires=Expires(after="1 day"))}
    gift = Automatic(id="gift", at=Schedule(day_of_month=3), issue="tea")
    tea = Reward(kind="product", product="tea")
    program = small(base(), points=lapsing, automatic=(gift,), rewards={"tea": tea})
    place = world(program)
    place.tell(Joined(occurred_at=place.moment()))
    place.now = calendar.day_start(date(2026, 3, 3), "UTC")
    late = order(place, "A1", 1000, occurred_at=calendar.moment(place.now - 9 * DAY))
    place.tell(late)
    assert len(place.state.vouchers) == 1
    place.wait(3600)
    assert len(place.state.vouchers) == 1


def test_expiry_is_announced_once() -> None:
    lapsing = {
        "point": Currency(
            name=("point", "points"), expires=Expires(after="30 days"), notice=("7 days",)
        )
    }
    place = world(small(base(), points=lapsing))
    buy(place, "A1", 1000)
    told = []
    for _ in range(40):
        place.now += DAY
        outcome, place.state = pass_time(place.timeline, place.state, place.now)
        told += [one.trigger for one in outcome.effects if isinstance(one, Notify)]
    assert told == ["points.expiring", "points.expired"]
