"""Points given or taken by hand; the reason's text is kept where it can be erased."""

from regulars.core import calendar
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Refused, Why
from regulars.core.facts import Adjust
from regulars.core.points import lots
from regulars.core.stamps import cards


def adjust(account: Account, program: Compiled, fact: Adjust, at: int, now: int) -> Refused | None:
    """Will open a lot or take from free ones. Refusals: currency_unknown, amount_is_nothing,
    expires_out_of_range, balance_too_low (unless the fact allows a deficit)."""
    currency, amount = fact.currency, fact.amount
    if not program.knows(currency):
        return Refused(code="currency_unknown", params={"currency": currency})
    if not amount:
        return Refused(code="amount_is_nothing")
    if fact.expires_at is not None:
        expires = calendar.instant(fact.expires_at)
        if not now < expires <= calendar.LATEST:
            return Refused(code="expires_out_of_range", params={"expires": expires})
    if amount > 0:
        _give(account, program, fact, at, now)
        return None
    with cards.taking(account, program, currency, -amount, at):
        return _take(account, program, fact, at)


def _take(account: Account, program: Compiled, fact: Adjust, at: int) -> Refused | None:
    currency, wanted = fact.currency, -fact.amount
    held = account.available(currency)
    owed = max(0, wanted - held)
    # Money is never owed by hand.
    may_owe = fact.below_zero and currency not in program.document.stored_value
    if owed and not may_owe:
        return Refused(code="balance_too_low", params={"available": held, "missing": owed})
    pieces = lots.take(account, currency, wanted - owed)
    account.deficits[currency] = account.deficits.get(currency, 0) + owed
    account.post(
        "adjust", at=at, why=_why(fact), version=program.version, used=pieces,
        moves=(
            Move(currency, "available", "adjusted", wanted - owed),
            Move(currency, "deficit", "adjusted", owed),
        ),
    )  # fmt: skip
    return None


def _give(account: Account, program: Compiled, fact: Adjust, at: int, now: int) -> None:
    expires = lots.expiry(program, fact.currency, at, at)
    if fact.expires_at is not None:
        expires = calendar.instant(fact.expires_at)
    opened = lots.open_lot(
        account, program, fact.currency, fact.amount, at=at, now=now, available=at, expires=expires
    )
    account.post(
        "adjust", at=at, why=_why(fact), version=program.version, opened=(opened,),
        moves=(Move(fact.currency, "adjusted", "available", fact.amount),),
    )  # fmt: skip
    lots.repay(account, program, fact.currency, now)


def _why(fact: Adjust) -> Why:
    return Why(code="points.adjusted", params={"amount": fact.amount})
