"""Benefits: who may have them, how often, what they save, and how uses come back."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.core.making import base, buy, line, small, world
from tests.core.world import World

from regulars.core import benefits
from regulars.core.benefits import Allowed, NotYet
from regulars.core.effects import SAVED
from regulars.core.facts import Joined, UndoBenefit, UseBenefit
from regulars.core.member_prices import prices
from regulars.core.program import Benefit, PriceOff, Tier, Tiers, Uses
from regulars.core.rules.nodes import Dates, Products, When

NOON = datetime(2026, 12, 30, 12, tzinfo=UTC)
GOLD = Tiers(levels=(Tier(id="low"), Tier(id="gold", least=Decimal(100))))


def opened(at: datetime = NOON, **said: Any) -> World:
    """A member of a program with benefits, who joined then."""
    made = {name: Benefit(title=name, **word) for name, word in said.items()}
    place = world(small(base(), tiers=GOLD, benefits=made), at)
    place.tell(Joined(occurred_at=place.moment()))
    return place


def ask(place: World, name: str) -> Any:
    """Whether the member may have it now."""
    return benefits.entitlement(place.timeline.at(place.now), place.state, name, place.now)


def use(place: World, name: str, **said: Any) -> str:
    """Use it; gives the reason of a no."""
    refused = place.tell(UseBenefit(occurred_at=place.moment(), benefit=name, **said)).refused
    return str(refused.params.get("reason", refused.code)) if refused else ""


def saved(place: World) -> int:
    """The money saved so far."""
    return place.pots[SAVED]["redeemed"]


def test_uses_are_counted_by_the_year_and_open_again_with_the_next() -> None:
    place = opened(delivery={"uses": Uses(times=2, per="year"), "value": Decimal("9.90")})
    assert ask(place, "delivery") == Allowed(benefit="delivery", left=2)
    assert (use(place, "delivery"), use(place, "delivery")) == ("", "")
    found = ask(place, "delivery")
    assert isinstance(found, NotYet)
    assert (found.code, found.params["date"]) == ("uses_spent", "2027-01-01")
    assert use(place, "delivery") == "uses_spent"
    assert saved(place) == 1980
    place.wait(2 * 86_400)
    assert ask(place, "delivery") == Allowed(benefit="delivery", left=2)


def test_a_level_may_have_more_uses() -> None:
    uses = Uses(times=1, per="lifetime", levels={"gold": 3})
    place = opened(engraving={"uses": uses})
    assert (use(place, "engraving"), use(place, "engraving")) == ("", "uses_spent")
    buy(place, "A", 10000)
    assert ask(place, "engraving") == Allowed(benefit="engraving", left=2)


def test_an_undone_use_can_be_had_again_once() -> None:
    place = opened(delivery={"uses": Uses(times=1, per="month"), "value": Decimal(5)})
    use(place, "delivery")
    (known,) = place.enjoyed[""]
    assert place.tell(UndoBenefit(occurred_at=place.moment(), use=known)).refused is None
    assert (saved(place), ask(place, "delivery").left) == (0, 1)
    (known,) = place.enjoyed[""]
    refused = place.tell(UndoBenefit(occurred_at=place.moment(), use=known)).refused
    assert refused is not None
    assert refused.code == "benefit_use_undone"


def test_an_order_that_comes_back_gives_its_uses_back() -> None:
    place = opened(delivery={"uses": Uses(times=1, per="month"), "value": Decimal(5)})
    buy(place, "A", 1000)
    use(place, "delivery", order_id="A")
    place.refund("A", amount_minor=400)
    assert saved(place) == 500
    place.refund("A")
    assert (saved(place), ask(place, "delivery").left) == (0, 1)
    place.refund("A", cancel=True)
    assert saved(place) == 0


def test_members_pay_the_best_price_for_each_line() -> None:
    tea = Products(category=("tea",))
    place = opened(
        all={"price_off": PriceOff(percent=Decimal(10))},
        tea={"price_off": PriceOff(amount=Decimal(2), products=tea)},
        gold={"price_off": PriceOff(percent=Decimal(50)), "when": When(tier=("gold",))},
    )
    lines = (
        line(1005, "cup"), line(1000, "tea", categories=("tea",), quantity=Decimal(3)),
        line(150, "bag", categories=("tea",)), line(0, "gift"),
    )  # fmt: skip
    program = place.timeline.at(place.now)
    found = prices(program, place.state, lines, place.now)
    assert [(one.line_id, one.benefit, one.off_minor, one.pays_minor) for one in found] == [
        ("cup", "all", 101, 904), ("tea", "tea", 600, 400), ("bag", "tea", 150, 0),
    ]  # fmt: skip
    assert use(place, "tea", lines=lines) == ""
    assert saved(place) == 750
    buy(place, "A", 10000)
    assert {one.benefit for one in prices(program, place.state, lines, place.now)} == {
        "gold", "tea",
    }  # fmt: skip


def test_early_access_says_when_it_opens_and_who_lacks_what() -> None:
    window = Dates(first=date(2027, 1, 2), last=date(2027, 1, 3))
    place = opened(sale={"when": When(dates=window)},
                   drop={"when": When(dates=window, tier=("gold",))})  # fmt: skip
    opens = int(datetime(2027, 1, 2, tzinfo=UTC).timestamp())
    assert ask(place, "sale").params == {"opens": opens, "date": "2027-01-02"}
    assert ask(place, "drop").code == "tier_needed"
    stranger = world(place.timeline.at(0).document, NOON + timedelta(days=3))
    assert ask(stranger, "sale").code == "members_only"
    place.wait(3 * 86_400)
    assert isinstance(ask(place, "sale"), Allowed)
    place.wait(2 * 86_400)
    assert ask(place, "sale").code == "is_over"
