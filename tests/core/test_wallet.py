"""Stored value: paid in, spent, given back, paid out; cash back is money, rounded once."""

from decimal import Decimal
from typing import Any

from tests.core.making import NOON, base, order, small, world
from tests.core.world import World

from regulars.core.effects import Outcome
from regulars.core.facts import CancelHold, Commit, Joined, PayOut, SpendValue, TopUp
from regulars.core.program import Expires, Wallet
from regulars.core.rules.nodes import EarnRule, When

DAY = 86_400


def shop(*rules: EarnRule, **said: Any) -> World:
    """A member of a program with a purse."""
    place = world(small(*rules, stored_value={"purse": Wallet(**said)}))
    place.tell(Joined(occurred_at=NOON))
    return place


def top_up(place: World, amount: int) -> Outcome:
    return place.tell(TopUp(occurred_at=place.moment(), wallet="purse", amount_minor=amount))


def spend(place: World, amount: int, **said: Any) -> Outcome:
    return place.tell(
        SpendValue(occurred_at=place.moment(), wallet="purse", amount_minor=amount, **said)
    )


def held(place: World) -> int:
    return place.pots["purse"]["available"]


def test_what_is_paid_in_can_be_spent_and_no_more() -> None:
    place = shop()
    top_up(place, 2500)
    assert spend(place, 750).refused is None
    assert held(place) == 1750
    refused = spend(place, 1751).refused
    assert refused is not None
    assert (refused.code, refused.params["missing"]) == ("balance_too_low", 1)
    pots = place.pots["purse"]
    assert (pots["funded"], pots["redeemed"], pots["reserved"]) == (-2500, 750, 0)


def test_it_is_set_aside_until_the_order_is_paid() -> None:
    place = shop()
    top_up(place, 1000)
    spend(place, 600, hold=True)
    spend(place, 300, hold=True)
    assert (held(place), place.pots["purse"]["reserved"]) == (100, 900)
    place.tell(Commit(occurred_at=place.moment(), redemption=1))
    place.tell(CancelHold(occurred_at=place.moment(), redemption=2))
    assert (held(place), place.pots["purse"]["redeemed"]) == (400, 600)
    spend(place, 400, hold=True)
    place.wait(DAY)
    assert held(place) == 400


def test_an_order_that_comes_back_gives_its_part_back() -> None:
    place = shop()
    top_up(place, 1000)
    place.tell(order(place, "a", 2000))
    spend(place, 500, order_id="a")
    place.refund("a", amount_minor=1000)
    assert held(place) == 750
    place.refund("a")
    assert held(place) == 1000


def test_cash_back_is_two_percent_of_money() -> None:
    cash = base(id="cash", give={"purse": "0.02"}, per="1.00", round="half-up")
    place = shop(cash)
    place.tell(order(place, "a", 1275))
    assert held(place) == 26  # 25.5 cents
    place.refund("a", amount_minor=1000)
    assert held(place) == 6


def test_a_fixed_gift_of_money_is_counted_in_cents() -> None:
    gift = base(id="gift", give={"purse": 5}, per=None)
    place = shop(gift)
    place.tell(order(place, "a", 100))
    assert held(place) == 500


def test_paying_in_may_earn_a_bonus() -> None:
    enough = When(minimum_spend=Decimal(20))
    bonus = base(id="bonus", on="stored_value.topped_up", give={"purse": "0.1"}, when=enough)
    place = shop(bonus)
    top_up(place, 1999)
    assert held(place) == 1999
    top_up(place, 2500)
    assert held(place) == 1999 + 2750


def test_limits_of_paying_in() -> None:
    place = shop(top_up_from=Decimal(5), most=Decimal(30))
    codes = []
    for amount in (499, 3001, 3000, 1):
        refused = top_up(place, amount).refused
        codes.append(refused.code if refused else "")
    assert codes == ["top_up_too_small", "wallet_full", "", "top_up_too_small"]
    assert held(place) == 3000


def test_value_lapses_only_where_the_file_says_so() -> None:
    place = shop()
    top_up(place, 100)
    place.wait(4000 * DAY)
    assert held(place) == 100
    short = shop(expires=Expires(after="36 months"))
    top_up(short, 100)
    short.wait(1100 * DAY)
    assert (held(short), short.pots["purse"]["expired"]) == (0, 100)


def test_a_payment_goes_back_as_far_as_it_is_left() -> None:
    place = shop()
    top_up(place, 1000)
    top_up(place, 500)
    spend(place, 600)
    fact = PayOut(occurred_at=place.moment(), wallet="purse", lot=1)
    assert place.tell(fact).refused is None
    assert (held(place), place.pots["purse"]["funded"]) == (500, -1100)
    again = place.tell(fact).refused
    assert again is not None
    assert again.code == "top_up_spent"


def test_a_small_rest_is_paid_out() -> None:
    place = shop(cash_out_below=Decimal(10))
    top_up(place, 1500)
    fact = PayOut(occurred_at=place.moment(), wallet="purse")
    refused = place.tell(fact).refused
    assert refused is not None
    assert refused.code == "rest_too_large"
    spend(place, 501)
    assert place.tell(fact).refused is None
    assert held(place) == 0


def test_where_it_can_be_spent() -> None:
    place = shop(when=When(location=("north",)))
    top_up(place, 100)
    refused = spend(place, 50, location="south").refused
    assert refused is not None
    assert refused.code == "redeeming_not_here"
    assert spend(place, 50, location="north").refused is None
