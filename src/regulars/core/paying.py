"""Paying for a part of an order with points: what may be paid for, how much of it, in which steps.

The points are reserved and committed as those of a reward are; what they stand for is money saved.
"""

from fractions import Fraction

from msgspec import Struct

from regulars.core import holding, offers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Params, Refused
from regulars.core.facts import Line, ReservePayment
from regulars.core.program import Payment
from regulars.core.rules.prepared import line_test
from regulars.core.rules.row import Event
from regulars.core.state import Hold


class Bounds(Struct, frozen=True):
    """How many points may pay here: none where `most` is 0."""

    least: int
    most: int
    step: int


def bounds(program: Compiled, word: Payment, lines: tuple[Line, ...]) -> Bounds:
    """Will say how many points may pay for these lines."""
    fits = line_test(program.document.pays_for)
    payable = sum(line.net_minor for line in lines if line.net_minor > 0 and fits(line))
    share = Fraction(payable) * Fraction(word.most_share) / 100
    most = (share / _each(program, word)).__floor__()
    most -= most % word.step
    return Bounds(word.least, most if most >= word.least else 0, word.step)


def money(program: Compiled, word: Payment, amount: int) -> int:
    """Will give what so many points pay, in the smallest unit, never too much."""
    return (amount * _each(program, word)).__floor__()


def _each(program: Compiled, word: Payment) -> Fraction:
    return Fraction(word.worth.scaleb(program.digits))


def reserve(
    account: Account, program: Compiled, fact: ReservePayment, at: int, now: int
) -> Refused | None:
    """Will set points aside for an order. Refusals: points_do_not_pay, payment_out_of_bounds,
    payment_not_in_steps, balance_too_low, and those of `offers.barred`."""
    word = program.document.redeeming.pay.get(fact.currency)
    if word is None:
        return Refused(code="points_do_not_pay", params={"currency": fact.currency})
    event = Event(
        program, account, at, lines=fact.lines, channel=fact.channel, location=fact.location
    )
    barred = offers.barred(program.document.redeeming.when, event)
    if barred:
        return barred
    within = bounds(program, word, fact.lines)
    params: Params = {"amount": fact.amount, "least": within.least, "most": within.most}
    if not within.least <= fact.amount <= within.most:
        return Refused(code="payment_out_of_bounds", params=params)
    if fact.amount % within.step:
        return Refused(code="payment_not_in_steps", params={"step": within.step})
    price = {fact.currency: fact.amount}
    short = holding.short_of(account, price)
    if short:
        return short
    worth = money(program, word, fact.amount)
    draft = Hold(
        number=0, reward="", version=program.version, currency="", amount=0, worth_minor=worth,
        expires=holding.until(program, fact.hold_seconds, now), order_id=fact.order_id,
    )  # fmt: skip
    holding.set_aside(account, draft, price, at, {"worth": worth})
    return None
