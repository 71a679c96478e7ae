"""Random stored value, and what members do with it."""

from tests.core.dice import Dice
from tests.core.words import PLACE, PLACES, STANDING, when
from tests.core.world import World

from regulars.core.effects import Outcome
from regulars.core.facts import (
    BlockCard,
    Inputs,
    Passage,
    PayBackCard,
    PayOut,
    ReceiveValue,
    ReplaceCard,
    SellCard,
    SendValue,
    SpendValue,
    TopUp,
)
from regulars.core.program import Expires, GiftCards, Transfers, ValueLaw, Wallet
from regulars.core.rules.nodes import When

MONEY = "wallet"
DAY = 86_400


def wallet(dice: Dice) -> Wallet:
    """Make a kind of stored value."""
    lasts = dice.maybe(lambda: dice.choice(("12 months", "10 years")))
    return Wallet(
        expires=Expires(after=lasts) if lasts else None,
        notice=dice.few(("3 days", "30 days")) if lasts else (),
        top_up_from=dice.maybe(lambda: dice.decimal("1", "5", 0), 4),
        most=dice.maybe(lambda: dice.decimal("50", "90", 0), 4),
        cash_out_below=dice.maybe(lambda: dice.decimal("5", "40", 0)),
        law=ValueLaw(least="1 year") if lasts and dice.yes() else None,
        gift_cards=GiftCards(most=dice.maybe(lambda: dice.decimal("20", "60", 0)))
        if dice.yes()
        else None,
        transfers=Transfers(per_day=dice.maybe(lambda: dice.decimal("5", "40", 0)))
        if dice.yes()
        else None,
        when=when(dice, STANDING, PLACE) if dice.yes(4) else When(),
    )


def top_up(world: World, dice: Dice, drawn: Inputs) -> Outcome:
    """Pay money in."""
    name, amount = dice.choice((MONEY, MONEY, MONEY, "none")), dice.randint(0, 6_000)
    fact = TopUp(occurred_at=world.moment(), wallet=name, amount_minor=amount)
    return world.tell(fact, drawn)


def spend(world: World, dice: Dice) -> Outcome:
    """Pay with it, or set some aside."""
    order_id = dice.choice(sorted(world.orders)) if world.orders and dice.yes() else ""
    return world.tell(
        SpendValue(
            occurred_at=world.moment(), wallet=MONEY, amount_minor=dice.randint(0, 3_000),
            location=dice.choice(PLACES), order_id=order_id, hold=dice.yes(),
            hold_seconds=dice.maybe(lambda: dice.randint(1, 3 * DAY)),
        )
    )  # fmt: skip


def pay_out(world: World, dice: Dice) -> Outcome:
    """Take money out: of a lot, or the rest."""
    lots = [lot.number for lot in world.state.lots]
    return world.tell(
        PayOut(
            occurred_at=world.moment(), wallet=MONEY, amount_minor=dice.randint(0, 2_000),
            lot=dice.choice(lots) if lots and dice.yes() else 0,
        )
    )  # fmt: skip


def pass_on(world: World, dice: Dice) -> Outcome:
    """Be one side of a transfer, or a gift card."""
    at, amount = world.moment(), dice.randint(0, 4_000)
    lapses = dice.maybe(lambda: world.now + dice.randint(1, 400) * DAY)
    came = Passage(lot=1, currency=MONEY, amount=amount, expires=lapses)
    return world.tell(
        dice.choice(
            (
                SendValue(occurred_at=at, wallet=MONEY, amount_minor=amount, to="other"),
                SendValue(occurred_at=at, wallet=MONEY, to="other", load=True),
                ReceiveValue(occurred_at=at, wallet=MONEY, came_from="other", lots=(came,)),
                SellCard(occurred_at=at, wallet=MONEY, amount_minor=amount),
                SellCard(occurred_at=at, wallet=MONEY, amount_minor=amount, reward="given"),
                BlockCard(occurred_at=at, blocked=dice.yes(4)),
                ReplaceCard(occurred_at=at, actor="staff"),
                PayBackCard(occurred_at=at, refund="back", spent_minor=amount),
            )
        )
    )
