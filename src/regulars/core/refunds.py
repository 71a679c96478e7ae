"""What a refund takes back and gives back: per rule, in proportion, cumulative, never more than
earned.

A rule's share is reversed by `earned x refunded / eligible` of its own lines with the rule's own
rounding, so that many partial refunds end exactly where one full refund does. What a rule gave for
a condition that is lost goes back whole (`lost.py`), unless the rule says `if_lost: keep`.
"""

from fractions import Fraction

from msgspec import Struct, structs

from regulars.core import factors, restoring, tiers, using, vouchers
from regulars.core.account import Account
from regulars.core.compiled import Compiled, Timeline
from regulars.core.effects import Refused, Why
from regulars.core.facts import GivesBack, IssuedFor, Order, Refund, Share, Standing
from regulars.core.lost import lost, remaining
from regulars.core.points.clawback import claw_back
from regulars.core.returning import means_all, paid_by_line, parts, recorded
from regulars.core.rounding import divide
from regulars.core.rules import amounts
from regulars.core.rules.amounts import SHIPPING
from regulars.core.rules.limits import ALL, returnable, uncharge
from regulars.core.rules.row import Lines
from regulars.core.stamps import cards


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
    done = parts(fact.order, standing, whole=whole)
    rest = remaining(fact.order, standing, done)
    back = _Back(program, fact, done, rest, whole, at)
    shares = tuple(_share(account, back, one) for one in standing.shares)
    issued = tuple(_issued(account, back, one) for one in standing.issued)
    standing = structs.replace(standing, shares=shares, issued=issued)
    standing = tiers.take_back(
        account, program, timeline.at(at), fact.order, standing, done, whole=whole, now=at
    )
    part = _fraction(fact.order, standing, whole)
    gone = {one.voucher for one in standing.issued if one.revoked}
    give_back(account, timeline, program, fact, part, gone, at=at, order=fact.order.external_id)
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


def _weighed(eligible: dict[str, int], done: dict[str, Fraction], *, whole: bool) -> Fraction:
    total = sum(eligible.values())
    if not total:
        return Fraction(int(whole))
    return (
        sum((value * done.get(key, Fraction(0)) for key, value in eligible.items()), Fraction(0))
        / total
    )


class _Back(Struct, frozen=True):
    """What came back of an order so far, and what is left of it."""

    program: Compiled
    fact: Refund
    done: dict[str, Fraction]
    rest: Lines
    whole: bool
    at: int

    def lost(self, rule_id: str) -> bool:
        """Whether what is left no longer meets a rule's conditions."""
        return lost(self.program, self.program.rule(rule_id), self.rest)


def _share(account: Account, back: _Back, share: Share) -> Share:
    part = _weighed(share.eligible, back.done, whole=back.whole)
    if back.lost(share.rule):
        part = Fraction(1)
    worth = _worth(back, share) if share.factors and part < 1 else share.amount
    target = share.amount
    if part < 1:
        target -= worth - divide(worth * part.numerator, part.denominator, share.rounding)
    amount = max(0, min(target, share.amount) - share.reversed)
    if amount:
        lapsed = max(0, share.lapsed + back.fact.lapsed.get(share.lot, 0) - share.written_off)
        undo = back.program.document.clawback != "pending-only"
        key, lot = share.currency, share.lot
        most = amount - lapsed
        with cards.taking(account, back.program, key, most, back.at, lot=lot, undo=undo):
            gone = claw_back(account, back.program, share, amount, lapsed, back.at)
        share = structs.replace(share, written_off=share.written_off + gone)
    if amount or (part == 1 and share.charges):
        uncharge(account, share.charges, times=part == 1, amount=amount)
    share = structs.replace(share, reversed=share.reversed + amount)
    if part < 1:
        return share
    _forget(account, share.rule, share.nth)
    return structs.replace(share, charges=(), nth=0)


def _worth(back: _Back, share: Share) -> int:
    """What the whole order would have given without the multipliers that it lost."""
    rule, order = back.program.rule(share.rule), back.fact.order
    kept = [source for source in share.factors if not back.lost(source)]
    if rule is None or len(kept) == len(share.factors):
        return share.amount
    applying = [one for source in kept if (one := factors.named(back.program, source))]
    lines = tuple(line for line in order.lines if rule.matches(line))
    full = amounts.amount(rule, lines, order, applying).amounts.get(share.currency, 0)
    return min(full, share.amount)


def _forget(account: Account, rule: str, nth: int) -> None:
    """Will let the rule give again for an order of this number, which came back."""
    if nth and account.nth_done.get(rule) == nth:
        account.nth_done[rule] = nth - 1


def _issued(account: Account, back: _Back, one: IssuedFor) -> IssuedFor:
    keeps = (rule := back.program.rule(one.rule)) is not None and rule.node.if_lost == "keep"
    gone = (back.whole and not keeps) or back.lost(one.rule)
    if one.revoked or not gone or one.voucher not in account.vouchers:
        return one
    params = {"rule": one.rule, "order": back.fact.order.external_id}
    why = Why(code="voucher.order_came_back", params=params)
    vouchers.close(account, one.voucher, "revoked", back.at, why)
    uncharge(account, returnable(one.charges), times=True, amount=ALL)
    _forget(account, one.rule, one.nth)
    turns = f"{one.rule}!"
    account.nth_done[turns] = max(0, account.nth_done.get(turns, 0) - 1)
    return structs.replace(one, revoked=True)


def come_back(order: Order, standing: Standing) -> Fraction:
    """Will give which part of an order came back, as it stands."""
    return _fraction(order, standing, standing.cancelled or _is_whole(order, standing))


def _fraction(order: Order, standing: Standing, whole: bool) -> Fraction:
    paid = sum(paid_by_line(order).values())
    if whole or not paid:
        return Fraction(int(whole))
    return Fraction(sum(standing.refunded.values()), paid)


def give_back(
    account: Account,
    timeline: Timeline,
    program: Compiled,
    fact: Refund | GivesBack,
    part: Fraction,
    revoked: set[int],
    *,
    at: int,
    order: str,
) -> None:
    """Will restore points spent on the order in proportion, vouchers when all of it came back."""
    gone = set(revoked)
    why = Why(code="redemption.rolled_back", params={"order": order})
    for spent in fact.spent:
        if spent.elsewhere:
            continue
        targets = restoring.in_proportion(spent, part)
        restoring.restore(account, program, spent, targets, at, "points.order_came_back")
        if part == 1 and spent.voucher is not None:
            gone.add(spent.voucher)  # its points are back: the voucher must not be as well
            if spent.voucher in account.vouchers:
                vouchers.close(account, spent.voucher, "revoked", at, why)
    if part == 1:
        for used in fact.used:
            if not used.reinstated:
                known = structs.replace(used, revoked=used.revoked or used.number in gone)
                vouchers.reinstate(account, timeline, known, at)
        for benefit in fact.benefits:
            if not benefit.undone:
                using.give_back(account, program, benefit, at)
