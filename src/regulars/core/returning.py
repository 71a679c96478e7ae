"""What comes back of an order's lines: by lines, by quantity, by amount, or all that is left.

Cumulative: an item of three for 2.00 comes back for what its place in the row is worth, so that
returning one after another ends exactly where returning all at once does.
"""

from decimal import Decimal
from fractions import Fraction

from msgspec import structs

from regulars.core.effects import Params, Refused
from regulars.core.facts import Order, Refund, RefundLine, Standing
from regulars.core.rounding import divide, spread
from regulars.core.rules.amounts import SHIPPING

Amounts = dict[str, int]


def paid_by_line(order: Order) -> Amounts:
    """Will give what was paid for each line, in minor units; shipping is a line of its own."""
    paid: Amounts = {}
    for line in order.lines:
        paid[line.line_id] = paid.get(line.line_id, 0) + max(line.net_minor, 0)
    if order.shipping_minor > 0:
        paid[SHIPPING] = order.shipping_minor
    return paid


def parts(order: Order, standing: Standing, *, whole: bool) -> dict[str, Fraction]:
    """Will give which part of each line came back; of a whole order, all but its shipping."""
    found = {}
    for key, paid in paid_by_line(order).items():
        if standing.cancelled or (whole and key != SHIPPING):
            found[key] = Fraction(1)
        else:
            found[key] = Fraction(standing.refunded.get(key, 0), paid) if paid else Fraction(0)
    return found


def means_all(fact: Refund) -> bool:
    """Will tell whether a refund is of all that is left."""
    return fact.cancel or (not fact.lines and fact.amount_minor is None)


def recorded(fact: Refund) -> Standing | Refused:
    """Will note what comes back now in how the order stands.

    Refusals: refund_line_unknown, refund_below_nothing, refund_exceeds_order.
    """
    paid = paid_by_line(fact.order)
    left = {key: amount - fact.standing.refunded.get(key, 0) for key, amount in paid.items()}
    if fact.lines and not means_all(fact):
        return _by_lines(fact, paid, left)
    amounts = left if means_all(fact) else _by_amount(fact.amount_minor or 0, left)
    if isinstance(amounts, Refused):
        return amounts
    standing = structs.replace(fact.standing, cancelled=fact.cancel)
    for key, amount in amounts.items():
        standing = _returned(standing, key, amount, Decimal(0))
    return standing


def _by_amount(amount: int, left: Amounts) -> Amounts | Refused:
    if amount < 0:
        return Refused(code="refund_below_nothing", params={"amount": amount})
    if amount > sum(left.values()):
        params: Params = {"amount": amount, "left": sum(left.values())}
        return Refused(code="refund_exceeds_order", params=params)
    goods = {key: value for key, value in left.items() if key != SHIPPING}
    first = min(amount, sum(goods.values()))
    parts = dict(zip(goods, spread(first, list(goods.values())), strict=True))
    return parts | ({SHIPPING: amount - first} if amount > first else {})


def _by_lines(fact: Refund, paid: Amounts, left: Amounts) -> Standing | Refused:
    bought = {line.line_id: line.quantity for line in fact.order.lines}
    standing = fact.standing
    for line in fact.lines:
        key = SHIPPING if line.line_id == "shipping" and "shipping" not in paid else line.line_id
        if key not in paid:
            return Refused(code="refund_line_unknown", params={"line_id": line.line_id})
        still = left[key] + fact.standing.refunded.get(key, 0) - standing.refunded.get(key, 0)
        amount = _amount(line, standing, paid[key], still, bought.get(key, Decimal(1)))
        params: Params = {"line_id": line.line_id, "amount": amount, "left": still}
        if amount < 0:
            return Refused(code="refund_below_nothing", params=params)
        if amount > still:
            return Refused(code="refund_exceeds_order", params=params)
        standing = _returned(standing, key, amount, line.quantity or Decimal(0))
    return standing


def _amount(line: RefundLine, standing: Standing, paid: int, still: int, bought: Decimal) -> int:
    """What a line's return is worth; a quantity beyond what was bought is worth too much."""
    if line.amount_minor is not None:
        return line.amount_minor
    if line.quantity is None:
        # All that is left of it; of a line that came back before, that is too much.
        return still or paid
    before = Fraction(standing.quantities.get(line.line_id, "0"))
    after = before + Fraction(line.quantity)
    items = Fraction(bought) or Fraction(1)
    worth = _share(paid, after, items) - _share(paid, before, items)
    return min(worth, still) if after <= items else worth


def _share(paid: int, part: Fraction, items: Fraction) -> int:
    value = paid * part / items
    return divide(value.numerator, value.denominator, "half-even")


def _returned(standing: Standing, key: str, amount: int, quantity: Decimal) -> Standing:
    refunded, quantities = standing.refunded, standing.quantities
    if amount:
        refunded = {**refunded, key: refunded.get(key, 0) + amount}
    if quantity:
        quantities = {**quantities, key: str(Decimal(quantities.get(key, "0")) + quantity)}
    return structs.replace(standing, refunded=refunded, quantities=quantities)
