"""Giving back what a committed redemption spent: all of it, or a part, because its order came back
or because staff rolled it back.
"""

from collections.abc import Sequence
from fractions import Fraction

from msgspec import structs

from regulars.core import calendar, vouchers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import SAVED, Move, RedemptionChanged, Refused, Why
from regulars.core.facts import LotPiece, Part, Rollback, SpentOn
from regulars.core.points import lots
from regulars.core.rules.limits import ALL, returnable, uncharge


def in_proportion(spent: SpentOn, part: Fraction) -> list[int]:
    """Will give how much of each currency has come back when so much of an order has."""
    return [one.amount * part.numerator // part.denominator for one in spent.parts]


def restore(
    account: Account, program: Compiled, spent: SpentOn, targets: Sequence[int], at: int, code: str
) -> None:
    """Will give spent points back until so many of each currency are, counted from the beginning.

    They return to the lots they came from, last taken first; lapsed lots get grace.
    """
    parts, changed = [], False
    for part, target in zip(spent.parts, targets, strict=True):
        amount = target - part.restored
        if amount > 0:
            why = Why(code=code, params={"redemption": spent.redemption, "amount": amount})
            _restore(account, program, part, amount, at, why)
            changed = True
            if spent.pays:
                _unsave(account, program, spent, target, at, why)
        parts.append(structs.replace(part, restored=max(target, part.restored)))
    if not changed:
        return
    whole = all(part.restored == part.amount for part in parts)
    if whole:
        uncharge(account, returnable(spent.charges), times=True, amount=ALL)
    account.effects.append(
        RedemptionChanged(
            number=spent.redemption, at=at, currency=spent.currency, amount=spent.amount,
            restored=parts[0].restored, more=tuple(parts[1:]),
            status="rolled_back" if whole else "partly_restored",
        )
    )  # fmt: skip
    for part in parts:
        lots.repay(account, program, part.currency, at)


def _unsave(
    account: Account, program: Compiled, spent: SpentOn, target: int, at: int, why: Why
) -> None:
    """Money that points paid is not saved any more where they come back."""
    before, after = (spent.worth_minor * one // spent.amount for one in (spent.restored, target))
    account.post(
        "unsave", at=at, version=program.version, why=why,
        moves=(Move(SAVED, "redeemed", "reversed", after - before),),
    )  # fmt: skip


def _restore(
    account: Account, program: Compiled, part: Part, amount: int, at: int, why: Why
) -> None:
    word = program.currency(part.currency)
    inactive = lots.lapses_by_inactivity(word)
    back = _pieces(part, amount)
    for piece in back:
        lots.give_back(account, part.currency, piece, inactive and piece.expires is None)
        lot = account.lots[piece.lot]
        if lot.expires is not None and lot.expires <= at:
            later = calendar.after(at, word.grace, program.zone)
            account.lots[piece.lot] = structs.replace(lot, expires=later)
    account.post(
        "restore", at=at, version=program.version, why=why,
        moves=(Move(part.currency, "redeemed", "available", amount),),
        used=tuple(LotPiece(one.lot, -one.amount, one.expires) for one in back),
    )  # fmt: skip


def _pieces(part: Part, amount: int) -> list[LotPiece]:
    """The pieces to give back: those that came back before are passed over."""
    left, skip, back = amount, part.restored, []
    for piece in reversed(part.pieces):
        passed = min(skip, piece.amount)
        skip -= passed
        some = min(left, piece.amount - passed)
        if some:
            left -= some
            back.append(LotPiece(piece.lot, some, piece.expires))
    return back


def roll_back(account: Account, program: Compiled, fact: Rollback, at: int) -> Refused | None:
    """Will undo a committed redemption, or a part of it. Refusals: redemption_already_restored,
    rollback_exceeds_rest, rollback_needs_whole, and voucher_not_open where all of it is undone and
    its voucher is not unused."""
    targets = _targets(fact)
    if isinstance(targets, Refused):
        return targets
    whole = targets == [part.amount for part in fact.spent.parts]
    if whole and fact.voucher is not None:
        issued = account.vouchers.get(fact.voucher)
        if issued is None or issued.used or issued.held:
            return Refused(code="voucher_not_open", params={"voucher": fact.voucher})
        why = Why(code="redemption.rolled_back", params={"redemption": fact.spent.redemption})
        vouchers.close(account, fact.voucher, "revoked", at, why)
    restore(account, program, fact.spent, targets, at, "redemption.rolled_back")
    return None


def _targets(fact: Rollback) -> list[int] | Refused:
    parts = fact.spent.parts
    if all(part.restored == part.amount for part in parts):
        return Refused(code="redemption_already_restored")
    if fact.amount is None:
        return [part.amount for part in parts]
    left = parts[0].amount - parts[0].restored
    if len(parts) > 1:
        return Refused(code="rollback_needs_whole")
    if not 0 < fact.amount <= left:
        return Refused(code="rollback_exceeds_rest", params={"amount": fact.amount, "left": left})
    return [parts[0].restored + fact.amount]
