"""Stamp cards: what fills them, what they give, and what becomes of that when a stamp goes."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec import structs
from tests.core.making import NOON, line, order, small, world
from tests.core.world import World

from regulars.core.facts import Activity, Adjust, Joined, Order, UseVoucher
from regulars.core.program import CardExpiry, Goodwill, PlaceReward, Reward, StampCard
from regulars.core.rules.nodes import Limit, Products
from regulars.core.stamps.following import following

DAY = 86_400
REWARDS = {name: Reward(kind="product", product=name) for name in ("cookie", "drink")}


def shop(**said: Any) -> World:
    """A member of a program with one card of three places."""
    words: dict[str, Any] = {"title": "Card", "stamps": 3}
    words["rewards"] = (PlaceReward(at=2, issue="cookie"), PlaceReward(at=3, issue="drink"))
    place = world(small(stamp_cards={"card": StampCard(**words | said)}, rewards=REWARDS))
    place.tell(Joined(occurred_at=NOON))
    return place


def buy(place: World, number: str, *lines: Any, city: str = "", **said: Any) -> None:
    """Buy something on the next day."""
    place.wait(DAY)
    made: Order = order(place, number, *(lines or (700,)), **said)
    if city:
        made = structs.replace(made, place={"city": city})
    assert place.tell(made).refused is None


def held(place: World, key: str = "card") -> tuple[int, list[str], int]:
    """What is filled, what is open, and what is owed."""
    found = {one.currency: one for one in following(place.timeline.latest, place.state, place.now)}
    filled = found[key].filled if key in found else 0
    return filled, [one.reward for one in place.state.vouchers], place.state.deficits.get(key, 0)


def use(place: World, reward: str) -> None:
    """Use the newest voucher for a reward."""
    number = [one.number for one in place.state.vouchers if one.reward == reward][-1]
    told = place.tell(UseVoucher(occurred_at=place.moment(), voucher=number, order_id="used-on"))
    assert told.refused is None


def test_each_visit_fills_a_place_and_a_full_card_begins_again() -> None:
    place = shop()
    seen = []
    for number in range(4):
        buy(place, f"o{number}")
        seen.append(held(place)[:2])
    assert seen == [
        (1, []), (2, ["cookie"]), (0, ["cookie", "drink"]), (1, ["cookie", "drink"]),
    ]  # fmt: skip


def test_surplus_stamps_carry_over_and_may_fill_several_cards() -> None:
    place = shop(one_per="item", rewards=(PlaceReward(at=3, issue="drink"),))
    buy(place, "o", line(700, quantity=Decimal(7)))
    assert held(place) == (1, ["drink", "drink"], 0)


@pytest.mark.parametrize(("spent", "stamps"), [(999, 0), (1000, 1), (2999, 2)])
def test_money_spent_fills_places(spent: int, stamps: int) -> None:
    place = shop(one_per="spend", spend=Decimal(10))
    buy(place, "o", spent)
    assert held(place)[0] == stamps


def test_only_the_family_counts() -> None:
    place = shop(one_per="item", products=Products(category=("coffee",)))
    buy(place, "o", line(300, "1", categories=("coffee",)), line(900, "2", categories=("tea",)))
    assert held(place)[0] == 1


def test_a_limit_counts_in_each_place() -> None:
    place = shop(limit=Limit(times=1, per="week", at="location"))
    for number, location in enumerate(("north", "north", "south")):
        buy(place, f"o{number}", location=location)
    assert held(place)[0] == 2


def test_a_card_for_each_city() -> None:
    place = shop(counted_by="city")
    for number, city in enumerate(("oslo", "oslo", "bergen", "")):
        buy(place, f"o{number}", city=city)
    assert held(place, "card@oslo")[0] == 2
    assert held(place, "card@bergen")[0] == 1
    assert "card" not in place.pots
    passed = [one for one in place.effects if getattr(one, "rule", "") == "card"][-1]
    assert getattr(passed, "why").code == "stamps.place_unknown"  # noqa: B009 - of any effect


def test_activities_fill_places() -> None:
    place = shop(on="visit.made")
    place.tell(Activity(occurred_at=NOON, type="visit.made"))
    assert held(place)[0] == 1


def test_goodwill_comes_once_and_goes_with_its_order() -> None:
    place = shop(goodwill=Goodwill(stamps=1))
    buy(place, "a")
    assert held(place)[0] == 2
    place.refund("a", cancel=True)
    assert held(place) == (0, [], 0)
    buy(place, "b")
    buy(place, "c")
    assert held(place)[:2] == (0, ["cookie", "drink"])


def test_goodwill_on_joining() -> None:
    assert held(shop(goodwill=Goodwill(stamps=2, on="joining"))) == (2, ["cookie"], 0)


def test_a_card_that_stops_is_full_once() -> None:
    place = shop(then="stop", one_per="item")
    buy(place, "a", line(700, quantity=Decimal(9)))
    buy(place, "b", line(700, quantity=Decimal(9)))
    assert held(place) == (0, ["cookie", "drink"], 0)
    (card,) = following(place.timeline.latest, place.state, place.now)
    assert card.finished
    place.refund("a", cancel=True)
    assert held(place) == (0, [], 0)
    buy(place, "c", line(700))
    assert held(place)[0] == 1


def test_a_stamp_that_goes_takes_an_unused_reward_along() -> None:
    place = shop()
    for number in "abc":
        buy(place, number)
    place.refund("b", cancel=True)
    assert held(place) == (2, ["cookie"], 0)
    place.refund("a", cancel=True)
    assert held(place) == (1, [], 0)
    buy(place, "d")
    buy(place, "e")
    assert held(place) == (0, ["cookie", "drink"], 0)


def test_a_used_reward_leaves_a_debt_that_the_next_stamp_repays() -> None:
    place = shop()
    for number in "abc":
        buy(place, number)
    use(place, "drink")
    place.refund("c", cancel=True)
    assert held(place) == (0, ["cookie"], 1)
    buy(place, "d")
    assert held(place) == (0, ["cookie"], 0)


@pytest.mark.parametrize("first", ["stamp", "voucher"])
def test_the_order_of_what_comes_back_does_not_matter(first: str) -> None:
    place = shop()
    for number in "abc":
        buy(place, number)
    buy(place, "used-on", location="x", lines=())
    place.refund("used-on", cancel=True)
    before = held(place)
    assert before == (0, ["cookie", "drink"], 0)
    buy(place, "used-on", lines=())
    use(place, "drink")
    for one in ("c", "used-on") if first == "stamp" else ("used-on", "c"):
        place.refund(one, cancel=True)
    assert held(place) == (2, ["cookie"], 0)


def test_staff_can_take_back_the_stamp_that_filled_the_card() -> None:
    place = shop()
    for number in "abc":
        buy(place, number)
    fact = Adjust(occurred_at=place.moment(), currency="card", amount=-1, actor="ana")
    assert place.tell(fact).refused is None
    assert held(place) == (2, ["cookie"], 0)


@pytest.mark.parametrize(
    ("source", "left"), [("first-stamp", 0), ("last-stamp", 2), ("each-stamp", 1)]
)
def test_cards_lapse_as_their_words_say(source: Any, left: int) -> None:
    place = shop(expires=CardExpiry(after="10 days", source=source), notice=("3 days",))
    buy(place, "a")
    place.wait(5 * DAY)
    buy(place, "b")
    place.wait(8 * DAY)
    assert held(place)[0] == left
    triggers = [getattr(one, "trigger", "") for one in place.effects]
    assert "stamps.expiring" in triggers
    assert ("stamps.expired" in triggers) is (left < 2)
    place.wait(30 * DAY)
    assert held(place) == (0, ["cookie"], 0)
    buy(place, "c")
    assert held(place)[0] == 1
