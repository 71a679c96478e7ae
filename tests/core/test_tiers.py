"""Levels: what counts, how long they last, and how a member falls."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.core.making import base, buy, line, order, small, world
from tests.core.world import World

from regulars.core import calendar
from regulars.core.account import Account
from regulars.core.effects import Notify, TierChanged
from regulars.core.facts import Activity, Joined, RefundLine
from regulars.core.program import Qualify, Tier, Tiers
from regulars.core.tiers import ahead

LOW, MID, TOP = (
    Tier(id="low"), Tier(id="mid", least=Decimal(100)), Tier(id="top", least=Decimal(300)),
)  # fmt: skip
LEAP = datetime(2024, 2, 29, 12, tzinfo=UTC)


def tiers(**said: Any) -> Tiers:
    """Three levels: from nothing, from 100 and from 300."""
    return Tiers(**{"levels": (LOW, MID, TOP)} | said)


def opened(at: datetime = LEAP, **said: Any) -> World:
    """A member who joined then."""
    place = world(small(base(), **said), at)
    place.tell(Joined(occurred_at=place.moment()))
    return place


def level(place: World, name: str = "tier") -> str:
    """The member's level in a set."""
    return (place.state.tier if name == "tier" else place.state.tiers[name]).level


def go(place: World, day: str) -> None:
    """Let time pass to the start of a day."""
    place.wait(calendar.day_start(date.fromisoformat(day), "UTC") - place.now)


def sent(place: World, trigger: str) -> list[Notify]:
    """What a member was told of this kind."""
    return [one for one in place.effects if isinstance(one, Notify) and one.trigger == trigger]


def test_a_mix_counts_money_orders_items_points_and_visits() -> None:
    word = Qualify(
        spend=Decimal("0.5"), orders=Decimal(20), items=Decimal(3), points={"point": Decimal(2)},
        activities={"visit.made": Decimal(5)},
    )  # fmt: skip
    place = opened(tiers=tiers(qualify=word))
    buy(place, "A", line(1050, quantity=Decimal(2)))
    assert place.state.tier.buckets == {"2024": 525 + 2000 + 600 + 2000}
    place.tell(Activity(occurred_at=place.moment(), type="visit.made"))
    assert place.state.tier.buckets == {"2024": 5125 + 500}
    place.refund("A")
    assert place.state.tier.buckets == {"2024": 500}


def test_partial_refunds_take_back_what_one_refund_of_all_would() -> None:
    word = Qualify(
        spend=Decimal("0.33"), orders=Decimal(7), items=Decimal("1.1"),
        points={"point": Decimal("0.7")},
    )  # fmt: skip
    place = opened(tiers=tiers(qualify=word))
    buy(place, "A", line(1001, "1", quantity=Decimal(3)), line(333, "2"))
    before = place.state.tier.buckets["2024"]
    for _ in range(3):
        place.refund("A", lines=(RefundLine(line_id="1", quantity=Decimal(1)),))
        assert 0 < place.state.tier.buckets["2024"] < before
    place.refund("A")
    assert place.state.tier.buckets == {"2024": 0}


def test_two_sets_count_apart_and_both_multiply() -> None:
    visits = Tiers(
        levels=(Tier(id="guest"), Tier(id="regular", least=Decimal(2), multiply=Decimal(3))),
        qualify=Qualify(activities={"visit.made": Decimal(1)}),
    )
    double = structs_tier(MID, multiply=Decimal(2))
    place = opened(tiers=tiers(levels=(LOW, double)), tier_sets={"club": visits})
    assert buy(place, "A", 10000) == 100
    assert (level(place), level(place, "club")) == ("mid", "guest")
    assert buy(place, "B", 10000) == 200
    for _ in range(2):
        place.tell(Activity(occurred_at=place.moment(), type="visit.made"))
    assert level(place, "club") == "regular"
    assert buy(place, "C", 10000) == 600


def structs_tier(tier: Tier, **said: Any) -> Tier:
    """The same level with something else."""
    return Tier(**{"id": tier.id, "least": tier.least} | said)


@pytest.mark.parametrize(("day", "expected"), [
    ("2024-12-31", "mid"), ("2025-02-27", "mid"), ("2026-02-27", "mid"), ("2026-02-28", "low"),
])  # fmt: skip
def test_a_membership_year_begins_on_the_day_of_joining(day: str, expected: str) -> None:
    """Joined on a leap day: the years begin on 28 February but in leap years."""
    place = opened(tiers=tiers(window="membership-year"))
    buy(place, "A", 10000)
    go(place, day)
    assert level(place) == expected


def test_what_a_guest_bought_counts_from_the_moment_of_joining() -> None:
    """A membership year begins with joining: before it, no credit is worth a level."""
    place = world(small(base(), tiers=tiers(window="membership-year")), LEAP)
    buy(place, "A", line(15_000))
    assert place.state.tier.level == ""
    place.tell(Joined(occurred_at=place.moment()))
    assert level(place) == "mid"
    assert [one.trigger for one in place.effects if isinstance(one, Notify)][-2:] == [
        "member.joined", "tier.up",
    ]  # fmt: skip


def test_credit_of_the_next_membership_year_keeps_the_level_for_another_one() -> None:
    place = opened(tiers=tiers(window="membership-year"))
    buy(place, "A", 10000)
    go(place, "2025-02-28")
    buy(place, "B", 10000)
    go(place, "2027-02-27")
    assert level(place) == "mid"
    go(place, "2027-02-28")
    assert level(place) == "low"


def test_grace_holds_the_level_and_who_requalifies_within_keeps_it() -> None:
    place = opened(tiers=tiers(grace="30 days"))
    buy(place, "A", 30000)
    go(place, "2026-01-01")
    assert level(place) == "top"
    assert [one.at for one in sent(place, "tier.grace")] == [place.now]
    buy(place, "B", 10000)
    assert level(place) == "top"
    go(place, "2026-02-01")
    assert level(place) == "mid"
    again = opened(tiers=tiers(grace="30 days"))
    buy(again, "A", 30000)
    go(again, "2026-01-20")
    buy(again, "B", 30000)
    go(again, "2027-12-31")
    assert level(again) == "top"


def test_a_soft_landing_goes_down_one_level_a_year() -> None:
    place = opened(tiers=tiers(fall="one-level"))
    buy(place, "A", 30000)
    for day, expected in (
        ("2026-01-01", "mid"), ("2026-12-31", "mid"), ("2027-01-01", "low"),
    ):  # fmt: skip
        go(place, day)
        assert level(place) == expected
    assert place.state.tier.floor is None


def test_a_refund_at_once_and_at_the_review() -> None:
    for policy, after in (("at-once", "low"), ("at-review", "mid")):
        place = opened(tiers=tiers(on_refund=policy))
        buy(place, "A", 10000)
        place.refund("A", amount_minor=1)
        assert level(place) == after


def test_what_lies_ahead() -> None:
    perks = (structs_tier(LOW, perks=("tea",)), structs_tier(MID, perks=("tea", "cake")))
    place = opened(tiers=tiers(levels=(*perks, TOP)))
    buy(place, "A", 12000)
    found = _ahead(place)
    assert (found.next, found.missing, found.keep_missing) == ("top", 18000, 10000)
    assert (found.falls_to, found.lost_perks) == ("low", ("cake",))
    go(place, "2025-06-01")
    buy(place, "B", 4000)
    assert _ahead(place).keep_missing == 6000
    buy(place, "C", 6000)
    assert (_ahead(place).keep_missing, level(place)) == (10000, "mid")


def _ahead(place: World) -> Any:
    program = place.timeline.at(place.now)
    return ahead(Account(place.state), program, program.ladders["tier"], place.now)


def test_notices_ahead_say_what_is_missing() -> None:
    place = opened(tiers=tiers(notice=("60 days", "14 days")))
    buy(place, "A", 10000)
    go(place, "2025-11-20")
    buy(place, "B", 2500)
    go(place, "2026-01-01")
    assert [one.data["missing_minor"] for one in sent(place, "tier.at_risk")] == [10000, 7500]
    assert level(place) == "low"


def test_each_level_reached_fires_once_and_what_it_gives_does_not_promote() -> None:
    gift: Any = {"id": "gift", "on": "tier.reached", "give": {"point": 1000}, "per": None}
    word = tiers(qualify=Qualify(points={"point": Decimal(1)}))
    place = world(small(base(), base(**gift), tiers=word), LEAP)
    place.tell(Joined(occurred_at=place.moment()))
    assert buy(place, "A", 10000) == 100 + 1000
    assert level(place) == "mid"
    assert buy(place, "B", 20000) == 200 + 1000
    assert level(place) == "top"
    assert buy(place, "C", 30000) == 300


def test_anniversaries_of_a_level_come_once_a_year() -> None:
    cake: Any = {"id": "cake", "on": "tier.anniversary", "give": {"star": 7}, "per": None}
    word = tiers(window="lifetime")
    place = world(small(base(), base(**cake), tiers=word), LEAP)
    place.tell(Joined(occurred_at=place.moment()))
    buy(place, "A", 10000)
    for day, stars in (("2025-02-27", 0), ("2025-02-28", 7), ("2026-03-01", 14), ("2028-02-28", 21),
                       ("2028-02-29", 28)):  # fmt: skip
        go(place, day)
        assert place.pots["star"]["available"] == stars


def test_an_order_that_crosses_two_lines_reaches_both_levels() -> None:
    place = opened(tiers=tiers())
    outcome = place.tell(order(place, "A", 30000))
    changes = [one for one in outcome.effects if isinstance(one, TierChanged)]
    assert [(one.before, one.after) for one in changes] == [("low", "top")]
