"""How many orders a new member needs until there is something to have: tried, not guessed."""

from decimal import Decimal

from regulars.core import calendar
from regulars.core.compiled import Timeline, compile_program
from regulars.core.effects import VoucherIssued
from regulars.core.evaluate import evaluate
from regulars.core.facts import Inputs, Joined, Line, Order
from regulars.core.program import Program
from regulars.core.state import AccountState, balance

MOST = 50
GAP = 7 * 86_400
START = 1_767_952_800  # a Friday; programs that follow the calendar need some day to begin with
NEVER = 10**9 - 1


def orders_to_first(document: Program, amount_minor: int) -> int | None:
    """Will say after how many orders of this amount, a week apart, somebody who just joined has a
    reward, or could buy one: 0 for one that comes with joining, None for more than MOST.
    """
    timeline = Timeline([(0, compile_program(document, 1))])
    inputs = Inputs(draw=NEVER)
    joined = Joined(occurred_at=calendar.moment(START), way="site")
    outcome, state = evaluate(timeline, joined, AccountState(), inputs, START)
    if reached(document, state, issued=any(isinstance(e, VoucherIssued) for e in outcome.effects)):
        return 0
    for number in range(1, MOST + 1):
        at = START + number * GAP
        order = _order(document, amount_minor, number, at)
        outcome, state = evaluate(timeline, order, state, inputs, at)
        issued = any(isinstance(e, VoucherIssued) for e in outcome.effects)
        if reached(document, state, issued=issued):
            return number
    return None


def reached(document: Program, state: AccountState, *, issued: bool) -> bool:
    """Will tell whether somebody has a reward, or could buy one."""
    if issued or state.vouchers:
        return True
    prices = [
        price for word in document.rewards.values() if not word.when.tier
        for price in word.alternatives
    ]  # fmt: skip
    prices += [{name: word.least} for name, word in document.redeeming.pay.items()]
    return any(
        all(balance(state, name) >= amount for name, amount in price.items()) for price in prices
    )


def _order(document: Program, amount_minor: int, number: int, at: int) -> Order:
    """An order of no certain product, paid and placed as the first rule of earning likes it."""
    when = next((one.when for one in document.earn if one.on == "order.paid"), None)
    line = Line(line_id="1", net_minor=amount_minor, unit_price_minor=amount_minor,
                quantity=Decimal(1))  # fmt: skip
    return Order(
        occurred_at=calendar.moment(at), order_id=f"first-{number}", source="check-up",
        external_id=str(number), currency=document.currency, lines=(line,),
        payment_method=when.payment_method[0] if when and when.payment_method else "",
        channel=when.channel[0] if when and when.channel else "",
        location=when.location[0] if when and when.location else "",
    )  # fmt: skip
