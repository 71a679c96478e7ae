"""Redemption in two phases: reserve, then commit or cancel; roll back afterwards.

A reservation moves pieces of lots aside; they keep their dates, so cancelling restores exactly
them.
"""

from msgspec import structs

from regulars.core import calendar, vouchers
from regulars.core.account import Account
from regulars.core.compiled import Compiled, Timeline
from regulars.core.effects import Move, Params, RedemptionChanged, Refused, Why
from regulars.core.facts import Commit, LotPiece, Reserve, Rollback, SpentOn
from regulars.core.points import lots
from regulars.core.rules.row import Event, holds_when
from regulars.core.state import Hold


def reserve(
    account: Account, program: Compiled, fact: Reserve, at: int, now: int
) -> Refused | None:
    """Will set a reward's price aside. Refusals: reward_unknown, reward_not_for_points,
    redeeming_not_here, balance_too_low."""
    word = program.document.rewards.get(fact.reward)
    if word is None:
        return Refused(code="reward_unknown", params={"reward": fact.reward})
    if not word.price:
        return Refused(code="reward_not_for_points", params={"reward": fact.reward})
    event = Event(program, account, at, channel=fact.channel, location=fact.location)
    for when in (program.document.redeeming.when, word.when):
        if not holds_when(when, event, ()):
            return Refused(code="redeeming_not_here", params={"location": fact.location})
    currency, price = next(iter(word.price.items()))
    held = account.available(currency)
    if held < price:
        params: Params = {
            "currency": currency,
            "price": price,
            "available": held,
            "missing": price - held,
        }
        return Refused(code="balance_too_low", params=params)
    pieces = lots.take(account, currency, price)
    account.holds_opened += 1
    number = account.holds_opened
    span = fact.hold_seconds
    until = calendar.after(now, program.document.redeeming.hold_for, program.zone)
    expires = now + span if span is not None else until
    account.holds[number] = Hold(
        number=number, reward=fact.reward, version=program.version, currency=currency,
        amount=price, expires=expires, pieces=pieces, order_id=fact.order_id,
    )  # fmt: skip
    account.post(
        "reserve", at=at, version=program.version,
        why=Why(code="redemption.reserved", params={"reward": fact.reward, "redemption": number}),
        moves=(Move(currency, "available", "reserved", price),),
    )  # fmt: skip
    account.effects.append(
        RedemptionChanged(
            number=number, status="reserved", at=at, reward=fact.reward, currency=currency,
            amount=price, expires=expires, pieces=pieces, order_id=fact.order_id,
        )
    )  # fmt: skip
    return None


def commit(account: Account, timeline: Timeline, fact: Commit, at: int) -> Refused | None:
    """Will spend what was set aside and issue the reward's voucher. Refusal:
    redemption_not_reserved.
    """
    hold = account.holds.pop(fact.redemption, None)
    if hold is None:
        return Refused(code="redemption_not_reserved")
    program = timeline.version(hold.version)
    why = Why(
        code="redemption.committed", params={"reward": hold.reward, "redemption": hold.number}
    )
    account.post(
        "redeem", at=at, why=why, version=program.version,
        moves=(Move(hold.currency, "reserved", "redeemed", hold.amount),), used=hold.pieces,
    )  # fmt: skip
    number = vouchers.issue(account, program, hold.reward, rule="", at=at, why=why)
    account.effects.append(
        RedemptionChanged(
            number=hold.number, status="committed", at=at, reward=hold.reward,
            currency=hold.currency, amount=hold.amount, pieces=hold.pieces, voucher=number,
            order_id=fact.order_id or hold.order_id,
        )
    )  # fmt: skip
    return None


def cancel(
    account: Account, program: Compiled, number: int, at: int, status: str
) -> Refused | None:
    """Will set a reservation free: 'cancelled' or 'expired'. Refusal: redemption_not_reserved."""
    hold = account.holds.pop(number, None)
    if hold is None:
        return Refused(code="redemption_not_reserved")
    _return(account, program, hold.currency, hold.pieces)
    account.post(
        "unreserve", at=at, version=program.version,
        why=Why(code=f"redemption.{status}", params={"redemption": number}),
        moves=(Move(hold.currency, "reserved", "available", hold.amount),),
    )  # fmt: skip
    account.effects.append(
        RedemptionChanged(
            number=number, status=status, at=at, currency=hold.currency, amount=hold.amount
        )
    )
    lots.repay(account, program, hold.currency, at)
    return None


def _return(
    account: Account, program: Compiled, currency: str, pieces: tuple[LotPiece, ...]
) -> None:
    inactive = lots.lapses_by_inactivity(program.currency(currency))
    for piece in pieces:
        lots.give_back(account, currency, piece, inactive and piece.expires is None)


def restore(
    account: Account, program: Compiled, spent: SpentOn, amount: int, at: int, code: str
) -> None:
    """Will give spent points back to the lots they came from, last taken first; lapsed lots get
    grace.
    """
    word = program.currency(spent.currency)
    inactive = lots.lapses_by_inactivity(word)
    left, skip, back = amount, spent.restored, []
    for piece in reversed(spent.pieces):
        passed = min(skip, piece.amount)
        skip -= passed
        part = min(left, piece.amount - passed)
        if part:
            left -= part
            back.append(LotPiece(piece.lot, part, piece.expires))
    for piece in back:
        lots.give_back(account, spent.currency, piece, inactive and piece.expires is None)
        lot = account.lots[piece.lot]
        if lot.expires is not None and lot.expires <= at:
            later = calendar.after(at, word.grace, program.zone)
            account.lots[piece.lot] = structs.replace(lot, expires=later)
    account.post(
        "restore", at=at, version=program.version,
        why=Why(code=code, params={"redemption": spent.redemption, "amount": amount}),
        moves=(Move(spent.currency, "redeemed", "available", amount),),
        used=tuple(LotPiece(one.lot, -one.amount, one.expires) for one in back),
    )  # fmt: skip
    whole = spent.restored + amount
    account.effects.append(
        RedemptionChanged(
            number=spent.redemption, at=at, currency=spent.currency, amount=spent.amount,
            restored=whole, status="rolled_back" if whole == spent.amount else "partly_restored",
        )
    )  # fmt: skip
    lots.repay(account, program, spent.currency, at)


def roll_back(account: Account, program: Compiled, fact: Rollback, at: int) -> Refused | None:
    """Will undo a committed redemption whose voucher is unused. Refusals: voucher_not_open,
    redemption_already_restored."""
    left = fact.spent.amount - fact.spent.restored
    if not left:
        return Refused(code="redemption_already_restored")
    if fact.voucher is not None:
        issued = account.vouchers.get(fact.voucher)
        if issued is None or issued.used:
            return Refused(code="voucher_not_open", params={"voucher": fact.voucher})
        why = Why(code="redemption.rolled_back", params={"redemption": fact.spent.redemption})
        vouchers.close(account, fact.voucher, "revoked", at, why)
    restore(account, program, fact.spent, left, at, "redemption.rolled_back")
    return None
