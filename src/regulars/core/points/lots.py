"""Opening lots, spending the first to expire, giving pieces back, releasing what was pending.

Invariant: a lot is spent only when every earlier-expiring free lot of its currency is empty.
"""

from datetime import date

from msgspec import structs

from regulars.core import calendar
from regulars.core.account import Account
from regulars.core.calendar import FOREVER
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Opened, Params, Why
from regulars.core.facts import LotPiece
from regulars.core.points import dates
from regulars.core.program import Currency
from regulars.core.rules.nodes import Pending
from regulars.core.state import Lot


def spending_order(lot: Lot) -> tuple[int, int]:
    """Will sort lots as they are spent: first to expire first, then first opened."""
    return (lot.expires if lot.expires is not None else FOREVER, lot.number)


def expiry(program: Compiled, currency: str, earned: int, available: int) -> int | None:
    """Will give the instant at which a lot lapses: the end of a local day, or None for one that
    never does, or whose time only begins when its order is fulfilled.
    """
    word = program.currency(currency).expires
    if word is None or word.inactive:
        return None
    start = available if word.source == "available" else earned
    if start >= FOREVER:
        return None
    if word.after:
        return calendar.after(start, word.after, program.zone)
    if not word.each_year:
        return None
    day = calendar.local(start, program.zone).date()
    least = calendar.add_period(day, word.not_before) if word.not_before else day
    month, dom = (int(part) for part in word.each_year.split("-"))
    for year in (least.year, least.year + 1):
        end = calendar.anniversary(date(2000, month, dom), year)
        if end >= least:
            return calendar.day_end(end, program.zone)
    return None


def availability(
    program: Compiled, currency: str, pending: Pending | None, at: int, fulfilled: bool
) -> int:
    """Will give the instant from which a lot can be spent; `at` itself when it is not pending."""
    word = pending or program.currency(currency).pending
    if word is None:
        return at
    if word.until == "fulfilled":
        return at if fulfilled else FOREVER
    return calendar.after(at, word.span, program.zone) if word.span else at


def lapses_by_inactivity(word: Currency) -> bool:
    """Will tell whether a currency's lots lapse when the member does nothing."""
    return bool(word.expires and word.expires.inactive)


def open_lot(
    account: Account,
    program: Compiled,
    currency: str,
    amount: int,
    *,
    at: int,
    now: int,
    available: int,
    expires: int | None,
) -> Opened:
    """Will open a lot: pending when `available` lies after `now`, free otherwise."""
    account.lots_opened += 1
    number = account.lots_opened
    inactive = expires is None and lapses_by_inactivity(program.currency(currency))
    if inactive:  # being given something is as good as doing something: it must not lapse at once
        account.last_active = max(account.last_active or 0, at)
    dates.stamped(account, program, currency, at)
    waits = available if available > now else None
    account.lots[number] = Lot(number, currency, amount, expires, waits, inactive)
    return Opened(
        lot=number,
        currency=currency,
        amount=amount,
        available=available if waits else at,
        expires=expires,
        inactive=inactive,
    )


def take(account: Account, currency: str, amount: int) -> tuple[LotPiece, ...]:
    """Will take up to an amount from free lots, the first to expire first."""
    pieces = []
    free = [
        lot
        for lot in account.lots.values()
        if lot.currency == currency and lot.available is None and lot.left
    ]
    for lot in sorted(free, key=spending_order):
        if not amount:
            break
        part = min(amount, lot.left)
        amount -= part
        pieces.append(take_from(account, lot.number, part))
    return tuple(pieces)


def take_from(account: Account, number: int, amount: int) -> LotPiece:
    """Will take an amount from one lot; a lot with nothing left and no hold on it is closed."""
    lot = account.lots[number]
    assert 0 < amount <= lot.left, "a lot gives no more than it has"
    account.lots[number] = structs.replace(lot, left=lot.left - amount)
    if lot.left == amount:
        del account.lots[number]
    return LotPiece(number, amount, lot.expires)


def give_back(account: Account, currency: str, piece: LotPiece, inactive: bool) -> None:
    """Will give a piece back to the lot that it came from, reopening it where it was closed."""
    lot = account.lots.get(piece.lot)
    left = piece.amount + (lot.left if lot else 0)
    expires = lot.expires if lot else piece.expires
    account.lots[piece.lot] = Lot(piece.lot, currency, left, expires, None, inactive)


def repay(account: Account, program: Compiled, currency: str, at: int) -> None:
    """Will pay a deficit back from what is free: earnings come home before they can be spent."""
    owed = account.deficits.get(currency, 0)
    if not owed:
        return
    pieces = take(account, currency, owed)
    paid = sum(piece.amount for piece in pieces)
    if paid:
        account.deficits[currency] = owed - paid
        account.post(
            "repay",
            at=at,
            why=Why(code="points.deficit_repaid", params={"amount": paid, "left": owed - paid}),
            version=program.version,
            moves=(Move(currency, "available", "deficit", paid),),
            used=pieces,
        )


def release(account: Account, program: Compiled, lot: Lot, at: int, code: str) -> None:
    """Will make a pending lot available, and let it repay a deficit."""
    params: Params = {"lot": lot.number, "amount": lot.left}
    if lot.available == FOREVER and lot.expires is None:
        lot = structs.replace(lot, expires=expiry(program, lot.currency, at, at))
        params = {**params, "expires": lot.expires} if lot.expires is not None else params
    account.lots[lot.number] = structs.replace(lot, available=None)
    account.post(
        "release",
        at=at,
        why=Why(code=code, params=params),
        version=program.version,
        moves=(Move(lot.currency, "pending", "available", lot.left),),
    )
    repay(account, program, lot.currency, at)
