"""What each condition means for one order or activity: a row each, holds and does not."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.core.making import NOON, base, buy, line, order, small, world

from regulars.core.facts import Activity, Inputs, Joined, Profile
from regulars.core.program import Tier, Tiers
from regulars.core.rules.nodes import Dates, Products, Range, TimeWindow, When

TIERS = Tiers(levels=(Tier(id="low"), Tier(id="top", least=Decimal(50))), window="lifetime")
TEA = line(1000, "1", sku="tea", categories=("food",), brand="acme")
CUP = line(2000, "2", sku="cup", categories=("home",), quantity=Decimal(2))

# The condition, then what is said of the order (its lines, else words): points of 1 for each euro.
ROWS: list[tuple[When, dict[str, Any], int]] = [
    (When(minimum_spend=Decimal(30)), {}, 30),
    (When(minimum_spend=Decimal("30.01")), {}, 0),
    (When(minimum_quantity=Decimal(3)), {}, 30),
    (When(minimum_quantity=Decimal("3.5")), {}, 0),
    (When(products=Products(sku=("tea",))), {}, 30),
    (When(products=Products(sku=("pot",))), {}, 0),
    (When(bundle=(Products(sku=("tea",)), Products(category=("home",)))), {}, 30),
    (When(bundle=(Products(sku=("tea",)), Products(sku=("pot",)))), {}, 0),
    (When(payment_method=("card",)), {"payment_method": "card"}, 30),
    (When(payment_method=("card",)), {"payment_method": "cash"}, 0),
    (When(channel=("web", "app")), {"channel": "app"}, 30),
    (When(channel=("web",)), {}, 0),
    (When(location=("north",)), {"location": "north"}, 30),
    (When(location=("north",)), {"location": "south"}, 0),
    (When(order_tag=("b2b",)), {"tags": ("new", "b2b")}, 30),
    (When(order_tag=("b2b",)), {}, 0),
    (When(weekday=("monday",)), {}, 30),
    (When(weekday=("tuesday", "sunday")), {}, 0),
    (When(time=TimeWindow(start="12:00", end="12:01")), {}, 30),
    (When(time=TimeWindow(start="11:00", end="12:00")), {}, 0),
    (When(time=TimeWindow(start="22:00", end="12:01")), {}, 30),
    (When(time=TimeWindow(start="12:01", end="06:00")), {}, 0),
    (When(dates=Dates(first=date(2026, 3, 2), last=date(2026, 3, 2))), {}, 30),
    (When(dates=Dates(first=date(2026, 3, 3))), {}, 0),
    (When(dates=Dates(last=date(2026, 3, 1))), {}, 0),
    (When(first_order=True), {}, 30),
    (When(first_order=False), {}, 0),
    (When(order_number=(1, 4)), {}, 30),
    (When(order_number=(2,)), {}, 0),
    (When(every_nth_order=1), {}, 30),
    (When(every_nth_order=2), {}, 0),
    (When(months_in_a_row=1), {}, 30),
    (When(months_in_a_row=2), {}, 0),
    (When(attribute={"color": "red", "size": 3}), {}, 30),
    (When(attribute={"color": ("blue", "red")}), {}, 30),
    (When(attribute={"vip": True}), {}, 0),
    (When(attribute={"size": True}), {}, 0),
    (When(attribute={"none": "x"}), {}, 0),
    (When(tier=("low",)), {}, 30),
    (When(tier=("top",)), {}, 0),
    (When(segment=("loyal",)), {}, 30),
    (When(segment=("new",)), {}, 0),
    (When(age=Range(least=26, most=26)), {}, 30),
    (When(age=Range(least=27)), {}, 0),
    (When(age=Range(most=25)), {}, 0),
    (When(chance=Decimal(50)), {"draw": 499_999_999}, 30),
    (When(chance=Decimal(50)), {"draw": 500_000_000}, 0),
    (When(chance=Decimal(100)), {"draw": 999_999_999}, 30),
    (When(any=(When(channel=("web",)), When(first_order=True))), {}, 30),
    (When(any=(When(channel=("web",)), When(first_order=False))), {}, 0),
    (When(none=(When(channel=("web",)), When(first_order=False))), {}, 30),
    (When(none=(When(channel=("web",)), When(first_order=True))), {}, 0),
]


@pytest.mark.parametrize(("when", "said", "points"), ROWS)
def test_orders(when: When, said: dict[str, Any], points: int) -> None:
    place = world(small(base(when=when), tiers=TIERS))
    profile = Profile(
        birth_date=date(2000, 3, 2), attributes={"color": "red", "size": 3}, segments=("loyal",)
    )
    place.tell(_joined(place, profile))
    draw = said.get("draw", 0)
    words = {key: one for key, one in said.items() if key != "draw"}
    place.tell(order(place, "A1", TEA, CUP, **words), Inputs(draw=draw))
    assert -place.pots["point"]["issued"] == points


def _joined(place: Any, profile: Profile) -> Any:
    return Joined(occurred_at=place.moment(), profile=profile)


def test_data_of_activities() -> None:
    rule = base(on="visit.made", per=None, when=When(data={"kind": "tasting", "size": ("1", "2")}))
    place = world(small(rule))
    for data, points in (({"kind": "tasting", "size": 2}, 1), ({"kind": "tasting"}, 1), ({}, 1)):
        place.tell(Activity(occurred_at=place.moment(), type="visit.made", data=data))
        assert -place.pots["point"]["issued"] == points


def test_no_birth_date_no_age() -> None:
    assert buy(world(small(base(when=When(age=Range(least=0))))), "A1", 500) == 0


def test_the_shops_clock_decides() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # Tuesday in Tallinn
    rule = base(when=When(weekday=("tuesday",)))
    assert buy(world(small(rule, time_zone="Europe/Tallinn"), late), "A1", 500) == 5
    assert buy(world(small(rule), late), "A1", 500) == 0
    assert late > NOON


def test_each_product_and_collection_has_a_value_of_its_own() -> None:
    rules = (
        base(id="tea", products=Products(sku=("tea",)), give={"point": 5}),
        base(id="spring", products=Products(collection=("spring",)), give={"point": 3}),
        base(id="rest", products=Products(exclude=(
            Products(sku=("tea",)), Products(collection=("spring",)),
        ))),
    )  # fmt: skip
    place = world(small(*rules))
    vase = line(3000, "3", sku="vase", collections=("spring",))
    assert buy(place, "A", TEA, CUP, vase) == 5 * 10 + 20 + 3 * 30


def test_an_activity_of_any_name_can_earn() -> None:
    share = base(id="share", on="page.shared", per=None, give={"point": 15})
    place = world(small(share))
    for kind in ("page.shared", "page.liked"):
        fact = Activity(occurred_at=place.moment(), type=kind)
        assert place.tell(fact).refused is None
    assert place.pots["point"]["available"] == 15
