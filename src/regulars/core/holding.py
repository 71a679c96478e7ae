"""Setting points aside: pieces of lots wait in a hold, keep their dates, and can return exactly.

A hold may take of several currencies at once: all of it or nothing.
"""

from collections.abc import Mapping

from msgspec import structs

from regulars.core import calendar
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Params, RedemptionChanged, Refused, Why
from regulars.core.facts import LotPiece, Part
from regulars.core.points import lots
from regulars.core.state import Hold

Price = Mapping[str, int]


def until(program: Compiled, seconds: int | None, now: int) -> int:
    """Will give the end of a hold: after so many seconds, else after the program's own time."""
    if seconds is not None:
        return now + seconds
    return calendar.after(now, program.document.redeeming.hold_for, program.zone)


def short_of(account: Account, price: Price) -> Refused | None:
    """Will refuse a price that the account cannot pay: balance_too_low."""
    for currency, amount in price.items():
        held = account.available(currency)
        if held < amount:
            params: Params = {
                "currency": currency, "price": amount, "available": held, "missing": amount - held
            }  # fmt: skip
            return Refused(code="balance_too_low", params=params)
    return None


def set_aside(
    account: Account,
    draft: Hold,
    price: Price,
    at: int,
    params: Params,
    *,
    code: str = "",
) -> None:
    """Will take a price that is there and open its hold; the draft says all but number and
    parts.
    """
    account.holds_opened += 1
    parts = [
        Part(currency=currency, amount=amount, pieces=lots.take(account, currency, amount))
        for currency, amount in price.items()
    ]
    hold = structs.replace(draft, number=account.holds_opened)
    if parts:
        hold = structs.replace(
            hold, currency=parts[0].currency, amount=parts[0].amount, pieces=parts[0].pieces,
            more=tuple(parts[1:]),
        )  # fmt: skip
    account.holds[hold.number] = hold
    code = code or ("redemption.reserved" if hold.reward else "payment.reserved")
    why = Why(code=code, params={**params, "redemption": hold.number})
    for part in parts:
        account.post(
            "reserve", at=at, version=hold.version, why=why,
            moves=(Move(part.currency, "available", "reserved", part.amount),),
        )  # fmt: skip
    account.effects.append(changed(hold, "reserved", at, pieces=True, expires=hold.expires))


def changed(
    hold: Hold, status: str, at: int, *, pieces: bool, expires: int | None = None
) -> RedemptionChanged:
    """Will tell how a hold stands now."""
    return RedemptionChanged(
        number=hold.number, status=status, at=at, reward=hold.reward, currency=hold.currency,
        amount=hold.amount, expires=expires, pieces=hold.pieces if pieces else (), more=hold.more,
        voucher=hold.voucher, order_id=hold.order_id, worth_minor=hold.worth_minor,
        charges=hold.charges,
    )  # fmt: skip


def set_free(account: Account, program: Compiled, hold: Hold, at: int, why: Why) -> None:
    """Will return what a hold took to the very lots that it came from."""
    for part in hold.parts:
        give_back(account, program, part.currency, part.pieces)
        account.post(
            "unreserve", at=at, version=program.version, why=why,
            moves=(Move(part.currency, "reserved", "available", part.amount),),
        )  # fmt: skip


def give_back(
    account: Account, program: Compiled, currency: str, pieces: tuple[LotPiece, ...]
) -> None:
    """Will give pieces back to their lots."""
    inactive = lots.lapses_by_inactivity(program.currency(currency))
    for piece in pieces:
        lots.give_back(account, currency, piece, inactive and piece.expires is None)
