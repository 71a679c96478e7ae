"""Random histories: acts with seeds. What one does depends on its seed and on the World."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from msgspec import Struct
from tests.core import sharing, wallets
from tests.core.dice import Dice
from tests.core.programs import CLUB_LEVELS, CURRENCIES, REWARDS, SHELF
from tests.core.stamping import CARDS, CITIES
from tests.core.words import LEVELS, PLACES, SKUS
from tests.core.world import World

from regulars.core.facts import (
    Activity,
    Adjust,
    CancelHold,
    Closed,
    ClubJoined,
    ClubLeft,
    Commit,
    Fulfilled,
    Inputs,
    Joined,
    Line,
    Order,
    Profile,
    ProfileChanged,
    RefundLine,
    Reserve,
    ReservePayment,
    ReserveVoucher,
    Returned,
    Rollback,
    SegmentsChanged,
    TierDecided,
    UndoBenefit,
    UseBenefit,
    UseVoucher,
)
from regulars.core.facts.tiers import Decision

HELD = (*CURRENCIES * 2, wallets.MONEY, *CARDS, *(f"{card}@oslo" for card in CARDS), "none")
HOUR, DAY = 3600, 86_400
LATES = (0, 0, 0, 0, HOUR, 40 * DAY, 500 * DAY)
BIRTHDAYS = (None, date(1990, 2, 28), date(2000, 2, 29), date(2012, 7, 1))


class Act(Struct, frozen=True):
    """One thing that happens."""

    kind: str
    seed: int

    def __call__(self, world: World) -> Any:
        """Let it happen."""
        return ACTS[self.kind](world, Dice(self.seed))


def history(dice: Dice, most: int = 30) -> list[Act]:
    """Make a history that begins with joining, mostly."""
    acts = [Act(dice.choice(KINDS), dice.getrandbits(32)) for _ in range(dice.randint(1, most))]
    return acts if dice.yes(5) else [Act("join", dice.getrandbits(32)), *acts]


def shortest(acts: list[Act], fails: Callable[[list[Act]], bool]) -> list[Act]:
    """Leave out acts as long as what is left still fails."""
    index = 0
    while index < len(acts):
        fewer = acts[:index] + acts[index + 1 :]
        if fails(fewer):
            acts = fewer
        else:
            index += 1
    return acts


def lines(dice: Dice) -> tuple[Line, ...]:
    """Make the lines of an order; ids may repeat, and amounts may be below nothing."""
    return tuple(
        Line(
            line_id=dice.choice(("1", "2", "3")), sku=dice.choice(SKUS), product=dice.choice(SKUS),
            categories=dice.few(("food", "home")), collections=dice.few(("spring",)),
            brand=dice.choice(("", "acme")),
            quantity=dice.choice((Decimal(1), Decimal(1), Decimal(2), Decimal("0.5"), Decimal(0))),
            net_minor=-300 if dice.yes(12) else dice.randint(0, 9_000),
            discount_minor=dice.randint(0, 300), tax_minor=dice.randint(0, 900),
            gift_card=dice.yes(8),
        )
        for _ in range(dice.choice((0, 1, 1, 1, 2, 3)))
    )  # fmt: skip


def order(world: World, dice: Dice, number: str, late: int = 0) -> Order:
    """Make an order."""
    return Order(
        occurred_at=world.moment(late), order_id=number, source="shop", external_id=number,
        currency=world.timeline.latest.document.currency, lines=lines(dice),
        shipping_minor=dice.choice((0, 500)), payment_method=dice.choice(("", "cash", "card")),
        channel=dice.choice(("", "web")), location=dice.choice(PLACES), place=_place(dice),
        tags=dice.few(("b2b", "gift")), fulfilled=dice.yes(),
    )  # fmt: skip


def _place(dice: Dice) -> dict[str, str]:
    return {"city": dice.choice(CITIES)} if dice.yes() else {}


def inputs(dice: Dice) -> Inputs:
    """Draw chance and what budgets have left."""
    keys = [f"rule-{rule}#{index}" for rule in range(5) for index in range(2)]
    left = {key: dice.randrange(200) for key in dice.few(keys, 4)}
    left |= {f"{name}/budget": dice.randrange(80) for name in dice.few(("spring", "flash"), 3)}
    shelf = [f"reward:{name}#{what}" for name in SHELF for what in ("stock", "budget", 0)]
    left |= {key: dice.randrange(4) for key in dice.few(shelf, 4)}
    left |= {"pool:cinema": dice.randrange(4)}
    return Inputs(draw=dice.randrange(10**9), lot=dice.randrange(10**9), budget_left=left)


def _order(world: World, dice: Dice) -> Any:
    late = dice.choice(LATES)
    return world.tell(order(world, dice, f"o{len(world.orders)}", late), inputs(dice))


def _refund(world: World, dice: Dice) -> Any:
    if not world.orders:
        return None
    order_id = dice.choice(sorted(world.orders))
    found, _ = world.orders[order_id]
    paid = sum(max(line.net_minor, 0) for line in found.lines)
    match dice.randrange(5):
        case 0:
            return world.refund(order_id, amount_minor=paid * dice.randint(0, 110) // 100)
        case 1:
            ids = [line.line_id for line in found.lines] or ["1"]
            return world.refund(order_id, lines=(RefundLine(line_id=dice.choice(ids)),))
        case 2:
            part = RefundLine(line_id="1", quantity=dice.decimal("0", "2"))
            return world.refund(order_id, lines=(part, RefundLine(line_id="shipping")))
        case 3:
            return world.refund(order_id, cancel=True)
    return world.refund(order_id)


def _profile(dice: Dice) -> Profile:
    values: tuple[Any, ...] = ("red", 3, True)
    return Profile(
        birth_date=dice.choice(BIRTHDAYS),
        attributes={name: dice.choice(values) for name in dice.few(("color", "level", "vip"))},
        segments=dice.few(("loyal",)),
    )


def _join(world: World, dice: Dice) -> Any:
    fact = Joined(occurred_at=world.moment(dice.choice(LATES)), profile=_profile(dice))
    return world.tell(fact, inputs(dice))


def _activity(world: World, dice: Dice) -> Any:
    values: tuple[Any, ...] = ("red", 3, True, "north")
    names = dice.few(("color", "level", "channel", "location"))
    fact = Activity(
        occurred_at=world.moment(dice.choice(LATES)),
        type=dice.choice(("visit.made", "review.sent", "member.joined", "order.paid")),
        data={name: dice.choice(values) for name in names},
        place=_place(dice),
    )
    return world.tell(fact, inputs(dice))


def _adjust(world: World, dice: Dice) -> Any:
    below = dice.yes(4)
    fact = Adjust(
        occurred_at=world.moment(), currency=dice.choice(HELD), actor="ana",
        amount=dice.randint(-120, 240), below_zero=below,
        expires_at=dice.maybe(lambda: world.moment(dice.randint(-900, 900) * DAY), 4),
    )  # fmt: skip
    world.below_zero = world.below_zero or below
    return world.tell(fact)


def _segments(world: World, dice: Dice) -> Any:
    found = tuple(sorted(dice.few(("keen", "odd", "loyal"))))
    return world.tell(SegmentsChanged(occurred_at=world.moment(), segments=found), inputs(dice))


def _club(world: World, dice: Dice) -> Any:
    club = dice.choice(("runners", "readers"))
    if dice.yes():
        return world.tell(ClubJoined(occurred_at=world.moment(), club=club), inputs(dice))
    fact = ClubLeft(occurred_at=world.moment(), club=club, removed=dice.yes())
    return world.tell(fact, inputs(dice))


def _fulfil(world: World, dice: Dice) -> Any:
    if not world.orders:
        return None
    found, standing = world.orders[dice.choice(sorted(world.orders))]
    return world.tell(
        Fulfilled(occurred_at=world.moment(), order_id=found.order_id, standing=standing)
    )


def _reserve(world: World, dice: Dice) -> Any:
    order_id = dice.choice(sorted(world.orders)) if world.orders and dice.yes() else ""
    return world.tell(
        Reserve(
            occurred_at=world.moment(), reward=dice.choice((*REWARDS, *SHELF, "none")),
            location=dice.choice(PLACES), channel=dice.choice(("", "web")), order_id=order_id,
            hold_seconds=dice.maybe(lambda: dice.randint(1, 3 * DAY)),
            price=dice.maybe(lambda: dice.randrange(3), 4),
            currency=dice.choice(("", "", "", "star")),
        ),
        inputs(dice),
    )  # fmt: skip


def _hold(world: World, dice: Dice) -> int:
    holds = world.state.holds
    return dice.choice(holds).number if holds else 9


def _commit(world: World, dice: Dice) -> Any:
    order_id = dice.choice(sorted(world.orders)) if world.orders and dice.yes() else ""
    hold = _hold(world, dice)
    return world.tell(Commit(occurred_at=world.moment(), redemption=hold, order_id=order_id))


def _undo(world: World, dice: Dice) -> Any:
    if not world.spent:
        return None
    _, spent, voucher = dice.choice(list(world.spent.values()))
    amount = dice.maybe(lambda: dice.randint(1, 40))
    return world.tell(
        Rollback(occurred_at=world.moment(), spent=spent, voucher=voucher, amount=amount)
    )


def _beside(world: World, order_id: str) -> tuple[tuple[str, int], ...]:
    used = world.used[order_id] if order_id else []
    return tuple((one.reward, one.version) for one in used if not one.reinstated)


def _use(world: World, dice: Dice) -> Any:
    vouchers = world.state.vouchers
    order_id = dice.choice(sorted(world.orders)) if world.orders and dice.yes() else ""
    return world.tell(
        UseVoucher(
            occurred_at=world.moment(), voucher=dice.choice(vouchers).number if vouchers else 9,
            lines=lines(dice), location=dice.choice(PLACES), channel=dice.choice(("", "web")),
            order_id=order_id, shipping_minor=dice.choice((0, 500)),
            beside=_beside(world, order_id),
        )
    )  # fmt: skip


def _enjoy(world: World, dice: Dice) -> Any:
    order_id = dice.choice(sorted(world.orders)) if world.orders and dice.yes() else ""
    return world.tell(
        UseBenefit(
            occurred_at=world.moment(dice.choice(LATES)),
            benefit=dice.choice(("lounge", "lounge", "price", "none")), lines=lines(dice),
            location=dice.choice(PLACES), order_id=order_id,
            saved_minor=dice.maybe(lambda: dice.randint(0, 900), 4),
        )
    )  # fmt: skip


def _enjoy_not(world: World, dice: Dice) -> Any:
    uses = [one for several in world.enjoyed.values() for one in several]
    if not uses:
        return None
    use = dice.choice(uses)
    return world.tell(UndoBenefit(occurred_at=world.moment(), use=use))


def _decide(world: World, dice: Dice) -> Any:
    state = world.state
    open_ = [one for held in (state.tier, *state.tiers.values())
             for one in (held.candidate, *held.invited) if one]  # fmt: skip
    level = dice.choice(open_) if open_ and dice.yes() else dice.choice((*LEVELS, *CLUB_LEVELS))
    until = dice.maybe(lambda: world.moment(-dice.randint(-9, 500) * DAY))
    decision = dice.choice(get_args(Decision))
    fact = TierDecided(
        occurred_at=world.moment(), decision=decision, level=level, actor="ana", until=until
    )
    return world.tell(fact)


def _pay(world: World, dice: Dice) -> Any:
    order_id = dice.choice(sorted(world.orders)) if world.orders and dice.yes() else ""
    return world.tell(
        ReservePayment(
            occurred_at=world.moment(), currency=dice.choice(CURRENCIES), lines=lines(dice),
            amount=dice.randint(1, 60), location=dice.choice(PLACES), order_id=order_id,
        )
    )  # fmt: skip


def _hold_use(world: World, dice: Dice) -> Any:
    vouchers = world.state.vouchers
    return world.tell(
        ReserveVoucher(
            occurred_at=world.moment(), voucher=dice.choice(vouchers).number if vouchers else 9,
            lines=lines(dice), location=dice.choice(PLACES), shipping_minor=dice.choice((0, 500)),
            hold_seconds=dice.maybe(lambda: dice.randint(1, 90 * DAY)),
        )
    )  # fmt: skip


ACTS: dict[str, Callable[[World, Dice], Any]] = {
    "order": _order,
    "refund": _refund,
    "join": _join,
    "activity": _activity,
    "profile": lambda world, dice: world.tell(
        ProfileChanged(occurred_at=world.moment(), profile=_profile(dice))
    ),
    "adjust": _adjust,
    "pass on": wallets.pass_on,
    "top up": lambda world, dice: wallets.top_up(world, dice, inputs(dice)),
    "spend": wallets.spend,
    "pay out": wallets.pay_out,
    "close": lambda world, _: world.tell(Closed(occurred_at=world.moment())),
    "return": lambda world, _: world.tell(Returned(occurred_at=world.moment())),
    "segments": _segments,
    "club": _club,
    "share": sharing.share,
    "come": sharing.come,
    "leave": sharing.leave,
    "end": sharing.end,
    "fulfil": _fulfil,
    "reserve": _reserve,
    "commit": _commit,
    "release": lambda world, dice: world.tell(
        CancelHold(occurred_at=world.moment(), redemption=_hold(world, dice))
    ),
    "undo": _undo,
    "use": _use,
    "pay": _pay,
    "decide": _decide,
    "enjoy": _enjoy,
    "enjoy_not": _enjoy_not,
    "hold_use": _hold_use,
    "wait": lambda world, dice: world.wait(
        dice.choice((0, HOUR, DAY, dice.randrange(9 * DAY), dice.randrange(200 * DAY)))
    ),
}
KINDS = (
    *ACTS,
    *("order",) * 6,
    *("wait",) * 4,
    *("reserve", "commit", "use", "decide") * 2,
    "refund",
    "activity",
)
