"""A member who leaves, and may come back: what they had waits for a while, then it is gone.

A closed account earns nothing and spends nothing; what happens to it by time goes on. Orders and
what comes back of them are still told, so that nothing is missing when the member returns.
"""

from regulars.core import calendar, redemptions, vouchers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Refused, Why
from regulars.core.facts import (
    Activity,
    Adjust,
    AnyFact,
    CancelHold,
    Fulfilled,
    MoveIn,
    MoveOut,
    Order,
    ProfileChanged,
    Refund,
    Returned,
    Rollback,
    SegmentsChanged,
)
from regulars.core.points import lots

# What may still happen to a closed account.
GOES_ON = (
    Activity, Adjust, CancelHold, Fulfilled, MoveIn, MoveOut, Order, ProfileChanged, Refund,
    Returned, Rollback, SegmentsChanged,
)  # fmt: skip


def barred(account: Account, fact: AnyFact) -> Refused | None:
    """Will refuse what a closed account cannot do: account_closed."""
    if account.closed is None or isinstance(fact, GOES_ON):
        return None
    return Refused(code="account_closed")


def close(account: Account, program: Compiled, at: int, now: int) -> Refused | None:
    """Will close a member's account: reservations are set free, the rest waits as the program
    says. Refusals: members_only (a guest's account has nobody who could leave), account_not_empty
    (others share it)."""
    if account.joined is None:
        return Refused(code="members_only")
    if account.people > 1:
        return Refused(code="account_not_empty", params={"people": account.people})
    for number in list(account.holds):
        redemptions.cancel(account, program, number, now, "cancelled")
    account.notify("member.closed", at)
    account.closed = at
    account.clubs = ()
    over(account, program, now)
    return None


def come_back(account: Account, fact: Returned, at: int) -> Refused | None:
    """Will open a closed account again. Refusal: account_not_closed."""
    if account.closed is None:
        return Refused(code="account_not_closed")
    account.closed = None
    account.last_active = max(account.last_active or 0, at)
    account.notify("member.returned", at, way=fact.way)
    return None


def ends(account: Account, program: Compiled) -> int | None:
    """Will give the instant from which nothing of a closed account waits any longer."""
    held = any(lot.left for lot in account.lots.values()) or any(
        not one.held for one in account.vouchers.values()
    )
    if account.closed is None or not held:
        return None
    span = program.document.joining.keep_for
    return calendar.after(account.closed, span, program.zone) if span else account.closed


def over(account: Account, program: Compiled, at: int) -> None:
    """Will let go what a closed account held, once it has waited long enough."""
    end = ends(account, program)
    if end is None or end > at:
        return
    why = Why(code="account.closed")
    for currency in sorted({lot.currency for lot in account.lots.values() if lot.left}):
        mine = [lot for lot in account.lots.values() if lot.currency == currency and lot.left]
        free = sum(lot.left for lot in mine if lot.available is None)
        waits = sum(lot.left for lot in mine if lot.available is not None)
        pieces = tuple(lots.take_from(account, lot.number, lot.left) for lot in mine)
        account.post(
            "expire", at=at, why=why, version=program.version, used=pieces,
            moves=(
                Move(currency, "available", "expired", free),
                Move(currency, "pending", "expired", waits),
            ),
        )  # fmt: skip
    for number in [one.number for one in account.vouchers.values() if not one.held]:
        vouchers.close(account, number, "expired", at, why)
