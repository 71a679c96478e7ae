"""Random valid programs over every rule word, small enough that their words meet."""

from decimal import Decimal
from typing import Any, get_args

from msgspec import structs
from tests.core import campaigns, sharing
from tests.core.campaigns import campaign
from tests.core.dice import Dice
from tests.core.segments import segments
from tests.core.stamping import CARDS, stamp_card
from tests.core.wallets import MONEY, wallet
from tests.core.words import (
    ACTIVITY,
    LEVEL_DATA,
    LEVELS,
    ORDER,
    PLACE,
    SKUS,
    STANDING,
    WEEKDAYS,
    dates,
    limit,
    pending,
    products,
    when,
)

from regulars.core.checking import check
from regulars.core.program import (
    Benefit,
    CardFace,
    Cards,
    Currency,
    Events,
    Expires,
    Joining,
    Look,
    NoShows,
    Payment,
    PriceOff,
    Program,
    Qualify,
    Question,
    Redeeming,
    Reward,
    Tier,
    Tiers,
    Uses,
)
from regulars.core.rules.nodes import Automatic, EarnRule, Level, Limit, Rounding, Schedule, When

ZONES = ("Europe/Tallinn", "America/New_York", "Pacific/Auckland", "Pacific/Honolulu", "Asia/Kabul")
CURRENCIES = ("point", "star")
REWARDS = ("five", "tenth", "tea", "post", "club", "gift")
SHELF = ("mug", "trip", "help")  # there is only so much of these, or no rule gives them
KINDS = {"five": "amount-off", "tenth": "percent-off", "post": "free-shipping",
         "club": "percent-off", "mug": "gift", "trip": "experience",
         "help": "donation"}  # fmt: skip
TRIGGERS = (*("order.paid",) * 5, "member.joined", "visit.made", "review.sent",
            "stored_value.topped_up", "tier.reached",
            "tier.anniversary", "club.joined", "club.left")  # fmt: skip
CLUB_LEVELS = ("guest", "friend", "patron")
SPANS = ("1 day", "7 days", "2 weeks", "1 month", "12 months", "1 year")


def _cards(dice: Dice) -> Cards:
    """Make numbers of either form."""
    face = CardFace(brand="Shop", background="#ffffff", text="#101010", note="Yours.")
    if dice.yes():
        return Cards(ean13_prefix=dice.choice(("29", "0205")), face=face)
    check_digit = dice.choice(("damm", "luhn"))
    return Cards(digits=dice.randint(10, 20), first_digit=9, check=check_digit, face=face)


def earn_rule(dice: Dice, number: int) -> EarnRule:
    """Make a rule that multiplies, or one that gives, issues or both."""
    on = dice.choice(TRIGGERS)
    order = on == "order.paid"
    said: dict[str, Any] = {"id": f"rule-{number}", "on": on}
    levels = on.startswith("tier.")
    here = (STANDING, LEVEL_DATA) if levels else (STANDING, PLACE, ORDER if order else ACTIVITY)
    said["when"] = when(dice, *here)
    if order:
        said["products"] = dice.maybe(lambda: products(dice), 3)
        if dice.yes(5):
            stack = dice.choice((None, "add", "best", "exclusive", "multiply"))
            return EarnRule(**said, multiply=dice.decimal("0", "4"), stack=stack)
    kind = dice.choice(("give", "give", "give", "issue", "both"))
    if kind != "issue":
        said |= _amounts(dice, order=order)
    if kind != "give":
        given = REWARDS if levels else (*REWARDS, "mug", "trip")
        said["issue"] = dice.choice(given) if dice.yes() else dice.some(given, 3)
    limits = tuple(
        limit(dice, amounts=kind != "issue", budgets=not levels) for _ in range(dice.randrange(3))
    )
    return EarnRule(
        **said,
        limit=limits[0] if len(limits) == 1 else limits,
        round=dice.choice(get_args(Rounding)),
        stack=dice.choice((None, None, None, "add", "best", "exclusive")),
        priority=dice.randint(-2, 2),
        group=dice.choice(("all", "other")),
        pending=dice.maybe(lambda: pending(dice), 3),
        if_lost=dice.choice(("revoke", "revoke", "keep")),
    )


def _amounts(dice: Dice, *, order: bool) -> dict[str, Any]:
    said: dict[str, Any] = {
        "give": {name: dice.decimal("0.01", "12") for name in dice.some((*CURRENCIES, MONEY))}
    }
    base = dice.choice(("fixed", "per", "per", "per", "items")) if order else "fixed"
    if base == "per":
        said["per"] = dice.decimal("0.01", "10")
        said["units"] = dice.choice(("exact", "whole"))
        said["of"] = dice.choice(("net", "gross"))
        said["include"] = dice.few(("tax", "shipping"))
    elif base == "items":
        said["per_items"] = dice.randint(1, 3)
    return said


def _schedule(dice: Dice) -> Schedule:
    kind = dice.randrange(5)
    if kind == 0:
        lead = dice.choice((None, "3 days", "1 month"))
        return Schedule(day_of_month=dice.randint(1, 31), lead=lead)
    if kind == 1:
        return Schedule(weekday=dice.choice(WEEKDAYS))
    if kind == 2:
        return Schedule(month_day=dice.choice(("01-01", "02-29", "12-31")))
    if kind == 3:
        return Schedule(end_of=dice.choice(("week", "month", "quarter", "year")))
    return Schedule(birthday=True, lead=dice.choice((None, "7 days", "1 year")))


def automatic(dice: Dice, number: int) -> Automatic:
    """Make a rule that runs by itself."""
    said: dict[str, Any] = {"id": f"auto-{number}", "when": when(dice, STANDING)}
    kind = dice.choice(("turn", "turn", "levels", "give", "issue"))
    currency, amount = dice.choice(CURRENCIES), dice.randint(5, 200)
    if kind == "turn":
        said |= {"turn": {currency: amount}, "into": dice.choice(REWARDS)}
        said["remainder"] = dice.choice(("keep", "keep", "expire"))
    elif kind == "levels":
        said["levels"] = (
            Level(id="one", least=amount, issue="five"),
            Level(id="two", least=amount * 2, issue="gift"),
        )
        said |= {"of": currency, "then": dice.choice(("keep", "reset"))}
    elif kind == "give":
        said["give"] = {currency: dice.randint(1, 50)}
    if kind == "issue" or (kind == "give" and dice.yes()):
        said["issue"] = dice.choice(REWARDS)
    if kind != "levels" and dice.yes():
        return Automatic(**said, reach={currency: amount + dice.randrange(20)})
    return Automatic(**said, at=_schedule(dice))


def _expires(dice: Dice) -> Expires | None:
    kind = dice.randrange(4)
    if kind == 0:
        return None
    if kind == 1:
        return Expires(inactive=dice.choice(SPANS))
    if kind == 2:
        day = dice.choice(("02-29", "06-30", "12-31"))
        return Expires(each_year=day, not_before=dice.choice((None, "3 months")))
    return Expires(after=dice.choice(SPANS), source=dice.choice(("earned", "available")))


def _currency(dice: Dice, name: str) -> Currency:
    expires = _expires(dice)
    dated = expires is not None and expires.inactive is None
    return Currency(
        name=(name, f"{name}s"), expires=expires, pending=dice.maybe(lambda: pending(dice), 3),
        notice=dice.few(("3 days", "30 days")) if dated else (),
        grace=dice.choice(("7 days", "30 days")),
    )  # fmt: skip


def _reward(dice: Dice, name: str) -> Reward:
    kind: Any = KINDS.get(name, "product")
    said: dict[str, Any] = {}
    if kind == "amount-off":
        said["value"] = dice.decimal("0.01", "30")
    elif kind == "percent-off":
        said["value"] = dice.decimal("0.01", "100")
        said["maximum"] = dice.maybe(lambda: dice.decimal("0.01", "9"))
    elif kind in ("product", "gift"):
        said["product"] = dice.choice(SKUS)
    elif kind == "donation":
        said |= {"value": dice.decimal("0.01", "30"), "cause": "trees"}
    if name in SHELF:
        said |= _shelf(dice)
        if kind != "donation":
            said |= dice.choice(({}, {}, {"codes": "cinema"}, {"code_prefix": "TEA"}))
    return Reward(
        kind=kind, **_prices(dice),
        uses="unlimited" if name == "club" else dice.randint(1, 2),
        valid_for=dice.maybe(lambda: dice.choice(("90 minutes", *SPANS))),
        products=dice.maybe(lambda: products(dice), 4),
        minimum_spend=dice.maybe(
            lambda: dice.decimal("0.01", "30"), 1 if kind == "gift" else 4
        ),
        when=when(dice, STANDING, PLACE) if dice.yes(4) else When(),
        visible=when(dice, STANDING) if dice.yes(8) else When(),
        on_offer=dice.maybe(lambda: dates(dice), 6),
        combine=dice.choice(("all", "all", "none", ("five", "gift"))),
        stack_order=dice.randint(-1, 1), on_refund=dice.choice(("reinstate", "keep-used")), **said,
    )  # fmt: skip


def _shelf(dice: Dice) -> dict[str, Any]:
    """How much there is of a reward."""
    per = ("day", "month", "lifetime", "program")
    limits = tuple(
        Limit(per=dice.choice(per), times=dice.randint(1, 3)) for _ in range(dice.randrange(3))
    )
    return {
        "stock": dice.maybe(lambda: dice.randint(1, 3)), "limit": limits,
        "budget": dice.maybe(lambda: dice.decimal("1", "60")), "cost": dice.decimal("0.01", "20"),
    }  # fmt: skip


def _prices(dice: Dice) -> dict[str, Any]:
    """One price, of one currency or several, or a choice of prices; another one for a tier."""
    if dice.yes(5):
        return {"price": _price(dice), "tier_prices": {dice.choice(LEVELS): _price(dice)}}
    if dice.yes(3):
        return {"prices": tuple(_price(dice) for _ in range(dice.randint(1, 2)))}
    return {"price": _price(dice)}


def _payment(dice: Dice) -> Payment:
    return Payment(
        worth=dice.decimal("0.01", "2", 3), least=dice.randint(1, 9), step=dice.randint(1, 3),
        most_share=dice.decimal("1", "100"),
    )  # fmt: skip


def _price(dice: Dice) -> dict[str, int]:
    return {name: dice.randint(1, 60) for name in dice.some(CURRENCIES)}


def _qualify(dice: Dice) -> Qualify:
    said = Qualify(
        spend=dice.choice((Decimal(0), Decimal(1), Decimal("0.5"))),
        orders=dice.choice((Decimal(0), Decimal(5))), items=dice.choice((Decimal(0), Decimal(2))),
        points={name: dice.decimal("0.1", "2") for name in dice.few(CURRENCIES, 3)},
        activities={name: dice.decimal("1", "20") for name in dice.few(("visit.made",), 2)},
    )  # fmt: skip
    return Qualify(spend=Decimal(1)) if said == Qualify() else said


def tiers(dice: Dice, levels: tuple[str, ...]) -> Tiers:
    """Make a set of three levels."""
    mid = dice.decimal("1", "60")
    window = dice.choice(("year", "membership-year", "rolling", "lifetime"))
    ends = window != "lifetime"
    opens: Any = ("credit", "credit", "approval", "invitation")
    by = dice.choice(opens), dice.choice(opens)
    low, middle, top = levels
    return Tiers(
        levels=(
            Tier(id=low, multiply=dice.decimal("0", "2")),
            Tier(
                id=middle, least=Decimal(0) if by[0] == "invitation" else mid, by=by[0],
                multiply=dice.decimal("0.5", "2"),
            ),
            Tier(
                id=top, least=Decimal(0) if by[1] == "invitation" else mid * 2, by=by[1],
                multiply=dice.decimal("0.5", "3"),
            ),
        ),
        qualify=dice.maybe(lambda: _qualify(dice)),
        window=window,
        months=dice.randint(1, 14),
        keep=dice.choice(("end-of-next-year", "end-of-year", "window")),
        grace=dice.maybe(lambda: dice.choice(("7 days", "2 months")), 3) if ends else None,
        fall=dice.choice(("full", "one-level")) if ends else "full",
        on_refund=dice.choice(("at-once", "at-review")),
        notice=dice.few(("14 days", "60 days")) if ends else (),
        multiplies=dice.maybe(lambda: dice.choice(CURRENCIES)),
        products=dice.maybe(lambda: products(dice), 4),
    )  # fmt: skip


def _benefit(dice: Dice) -> Benefit:
    per: Any = dice.choice(("day", "week", "month", "quarter", "year", "lifetime"))
    levels = {level: dice.randint(1, 4) for level in dice.few(LEVELS)}
    uses = dice.maybe(lambda: Uses(times=dice.randint(1, 3), per=per, levels=levels))
    return Benefit(
        title="Lounge", when=when(dice, STANDING, PLACE) if dice.yes() else When(), uses=uses,
        value=dice.maybe(lambda: dice.decimal("0", "20")),
    )  # fmt: skip


def _member_price(dice: Dice) -> Benefit:
    off = PriceOff(percent=dice.decimal("0.01", "100"))
    if dice.yes():
        off = PriceOff(amount=dice.decimal("0.01", "9"))
    if dice.yes(3):
        off = sharing.by_volume(dice)
    off = structs.replace(off, products=dice.maybe(lambda: products(dice), 3))
    return Benefit(title="Price", when=when(dice, STANDING) if dice.yes(3) else When(),
                   price_off=off)  # fmt: skip


def program(dice: Dice) -> Program:
    """Make a whole program without problems. All use the same names, so one can follow another."""
    made = Program(
        program="random", title="Random", currency="EUR", time_zone=dice.choice(ZONES),
        points={name: _currency(dice, name) for name in CURRENCIES},
        earns_on=dice.maybe(lambda: products(dice), 4),
        pays_for=dice.maybe(lambda: products(dice), 4),
        earn=tuple(earn_rule(dice, number) for number in range(dice.randint(1, 5))),
        stamp_cards={name: stamp_card(dice, REWARDS) for name in CARDS},
        stored_value={MONEY: wallet(dice)},
        rewards={name: _reward(dice, name) for name in (*REWARDS, *SHELF)},
        automatic=tuple(automatic(dice, number) for number in range(dice.randrange(4))),
        tiers=tiers(dice, LEVELS),
        tier_sets={} if dice.yes() else {"club": tiers(dice, CLUB_LEVELS)},
        benefits={"lounge": _benefit(dice), "price": _member_price(dice)},
        redeeming=Redeeming(
            hold_for=dice.choice(("15 minutes", "2 hours", "1 day")),
            pay={"point": _payment(dice)} if dice.yes() else {},
            when=when(dice, STANDING, PLACE) if dice.yes(4) else When(),
        ),
        campaigns={name: campaign(dice, REWARDS, CURRENCIES) for name in campaigns.NAMES},
        cards=_cards(dice),
        look=Look(color=dice.choice((None, "#7a1f5c")), typeface=dice.choice(("classic", "book"))),
        profile={"roast": Question(ask="Which?", answers=("dark", "light"), why="To stock it.")},
        joining=Joining(keep_for=dice.choice((None, "7 days", "12 months"))),
        segments=segments(dice),
        households=dice.maybe(lambda: sharing.household(dice)),
        companies=dice.maybe(lambda: sharing.company(dice)),
        events=Events(no_shows=dice.maybe(lambda: NoShows(
            times=dice.randint(1, 3), within=dice.choice(SPANS), barred_for=dice.choice(SPANS)
        ))),
        clawback=dice.choice(("pending-only", "within-balance", "negative", "negative")),
    )  # fmt: skip
    yen = structs.replace(made, currency="JPY")  # no digits after the point
    return yen if not check(yen) else made
