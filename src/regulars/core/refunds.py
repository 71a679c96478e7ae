"""What a refund takes back and gives back: per rule, in proportion, cumulative, never more than
earned.

A rule's share is reversed by `earned x refunded / eligible` of its own lines with the rule's own
rounding, so that many partial refunds end exactly where one full refund does.
"""

from fractions import Fraction

from msgspec import structs

from regulars.core import redemptions, tiers, vouchers
from regulars.core.account import Account
from regulars.core.compiled import Compiled, Timeline
from regulars.core.effects import Refused, Why
from regulars.core.facts import IssuedFor, Order, Refund, Share, Standing
from regulars.core.points.clawback import claw_back
from regulars.core.returning import means_all, paid_by_line, recorded
from regulars.core.rounding import divide
from regulars.core.rules.amounts import SHIPPING
from regulars.core.rules.limits import uncharge


def refund(
    account: Account, timeline: Timeline, program: Compiled, fact: Refund, at: int
) -> Standing | Refused:
    """Will reverse what the refunded part earned. `program` is the one in force at the order.

    Refusals: order_already_cancelled, refund_line_unknown, refund_exceeds_order,
    refund_below_nothing.
    """
    if fact.standing.cancelled:
        return Refused(code="order_already_cancelled")
    standing = recorded(fact)
    if isinstance(standing, Refused):
        return standing
    # An order of nothing comes back as a whole only where all of it was meant.
    whole = means_all(fact) or _is_whole(fact.order, standing)
    done = {key: _part(fact.order, standing, key, whole) for key in paid_by_line(fact.order)}
    shares = tuple(_share(account, program, one, done, whole, at) for one in standing.shares)
    issued = tuple(_issued(account, one, fact.order, done, whole, at) for one in standing.issued)
    standing = structs.replace(standing, shares=shares, issued=issued)
    standing = tiers.take_back(
        account, program, timeline.at(at), fact.order, standing, done, whole=whole, now=at
    )
    _give_back(account, timeline, program, fact, standing, whole, at=at)
    if whole and standing.counted:
        account.orders = max(0, account.orders - 1)
        standing = structs.replace(standing, counted=False)
    return standing


def _is_whole(order: Order, standing: Standing) -> bool:
    paid = paid_by_line(order)
    goods = sum(amount for key, amount in paid.items() if key != SHIPPING)
    return goods > 0 and all(
        standing.refunded.get(key, 0) >= amount for key, amount in paid.items() if key != SHIPPING
    )


def _part(order: Order, standing: Standing, key: str, whole: bool) -> Fraction:
    paid = paid_by_line(order).get(key, 0)
    if standing.cancelled or (whole and key != SHIPPING):
        return Fraction(1)
    return Fraction(standing.refunded.get(key, 0), paid) if paid else Fraction(0)


def _weighed(eligible: dict[str, int], done: dict[str, Fraction], *, whole: bool) -> Fraction:
    total = sum(eligible.values())
    if not total:
        return Fraction(int(whole))
    return (
        sum((value * done.get(key, Fraction(0)) for key, value in eligible.items()), Fraction(0))
        / total
    )


def _lost(eligible: dict[str, int], done: dict[str, Fraction], threshold: int) -> bool:
    """Will tell whether what is left of the lines no longer reaches the rule's least spend."""
    remains = sum(
        (value * (1 - done.get(key, Fraction(0))) for key, value in eligible.items()), Fraction(0)
    )
    return bool(threshold) and remains < threshold


def _share(
    account: Account,
    program: Compiled,
    share: Share,
    done: dict[str, Fraction],
    whole: bool,
    at: int,
) -> Share:
    part = _weighed(share.eligible, done, whole=whole)
    if share.revoke_if_lost and _lost(share.eligible, done, share.threshold_minor):
        part = Fraction(1)
    target = share.amount
    if part < 1:
        target = divide(share.amount * part.numerator, part.denominator, share.rounding)
    amount = max(0, min(target, share.amount) - share.reversed)
    if amount:
        claw_back(account, program, share, amount, at)
    if amount or (part == 1 and share.charges):
        uncharge(account, share.charges, times=part == 1, amount=amount)
    share = structs.replace(share, reversed=share.reversed + amount)
    if part < 1:
        return share
    _forget(account, share.rule, share.nth)
    return structs.replace(share, charges=(), nth=0)


def _forget(account: Account, rule: str, nth: int) -> None:
    """Will let the rule give again for an order of this number, which came back."""
    if nth and account.nth_done.get(rule) == nth:
        account.nth_done[rule] = nth - 1


def _issued(
    account: Account, one: IssuedFor, order: Order, done: dict[str, Fraction], whole: bool, at: int
) -> IssuedFor:
    lost = whole or _lost(one.eligible, done, one.threshold_minor)
    if one.revoked or not one.revoke_if_lost or not lost or one.voucher not in account.vouchers:
        return one
    why = Why(code="voucher.order_came_back", params={"rule": one.rule, "order": order.external_id})
    vouchers.close(account, one.voucher, "revoked", at, why)
    uncharge(account, one.charges, times=True, amount=0)
    _forget(account, one.rule, one.nth)
    turns = f"{one.rule}!"
    account.nth_done[turns] = max(0, account.nth_done.get(turns, 0) - 1)
    return structs.replace(one, revoked=True)


def _fraction(order: Order, standing: Standing, whole: bool) -> Fraction:
    paid = sum(paid_by_line(order).values())
    if whole or not paid:
        return Fraction(int(whole))
    return Fraction(sum(standing.refunded.values()), paid)


def _give_back(
    account: Account,
    timeline: Timeline,
    program: Compiled,
    fact: Refund,
    standing: Standing,
    whole: bool,
    *,
    at: int,
) -> None:
    """Will restore points spent on the order in proportion, vouchers when all of it came back."""
    part = _fraction(fact.order, standing, whole)
    gone = {one.voucher for one in standing.issued if one.revoked}
    why = Why(code="redemption.rolled_back", params={"order": fact.order.external_id})
    for spent in fact.spent:
        target = divide(spent.amount * part.numerator, part.denominator, "floor")
        if target > spent.restored:
            amount = target - spent.restored
            redemptions.restore(account, program, spent, amount, at, "points.order_came_back")
        if target == spent.amount and spent.voucher is not None:
            gone.add(spent.voucher)  # its points are back: the voucher must not be as well
            if spent.voucher in account.vouchers:
                vouchers.close(account, spent.voucher, "revoked", at, why)
    if part == 1:
        for used in fact.used:
            if not used.reinstated:
                known = structs.replace(used, revoked=used.revoked or used.number in gone)
                vouchers.reinstate(account, timeline, known, at)
