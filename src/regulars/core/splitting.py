"""Two accounts that became one are two again: what goes back leaves, and what it had changed here
is as it was. What goes is listed in `parcels`; where it arrives, `moving` takes it in.
"""

from collections.abc import Mapping

from msgspec import structs

from regulars.core import tiers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Refused, VoucherChanged, Why
from regulars.core.facts import SplitOut
from regulars.core.points import lots
from regulars.core.state import Card, Counter

Periods = Mapping[str, Mapping[str, tuple[int, int]]]


def split_out(account: Account, program: Compiled, fact: SplitOut, at: int) -> Refused | None:
    """Will let go of what goes back. Refusals: balance_too_low, voucher_not_open."""
    for one in fact.lots:
        lot = account.lots.get(one.lot)
        if lot is None or lot.currency != one.currency or not 0 < one.amount <= lot.left:
            return Refused(code="balance_too_low", params={"currency": one.currency})
    for number in fact.vouchers:
        voucher = account.vouchers.get(number)
        if voucher is None or voucher.held:
            return Refused(code="voucher_not_open")
    why = Why(code="account.split", params={"into": fact.into})
    for currency in dict.fromkeys((*(one.currency for one in fact.lots), *fact.deficits)):
        _currency_out(account, program, fact, currency, why, at)
    for number in fact.vouchers:
        del account.vouchers[number]
        account.effects.append(VoucherChanged(number=number, status="moved", at=at, why=why))
    account.orders = max(0, account.orders - fact.orders)
    account.halves, account.arms = fact.halves, dict(fact.arms)
    account.nth_done = {rule: done for rule, done in fact.nth_done.items() if done}
    account.clubs = tuple(one for one in account.clubs if one not in fact.clubs)
    account.counters = _counted_less(account.counters, fact.counters)
    for key, gone in fact.cards.items():
        card, given = account.cards.get(key, Card()), set(gone.given)
        account.cards[key] = structs.replace(
            card, until=gone.until, completed=max(0, card.completed - gone.completed),
            given=tuple(one for one in card.given if (one.at, one.voucher) not in given),
        )  # fmt: skip
    tiers.part_with(account, program, fact, at)
    return None


def _currency_out(
    account: Account, program: Compiled, fact: SplitOut, currency: str, why: Why, at: int
) -> None:
    free = waits = 0
    pieces = []
    for one in fact.lots:
        if one.currency != currency:
            continue
        if account.lots[one.lot].available is None:
            free += one.amount
        else:
            waits += one.amount
        pieces.append(lots.take_from(account, one.lot, one.amount))
    owed = min(fact.deficits.get(currency, 0), account.deficits.get(currency, 0))
    account.deficits[currency] = account.deficits.get(currency, 0) - owed
    account.post(
        "move_out", at=at, why=why, version=program.version, used=tuple(pieces),
        moves=(
            Move(currency, "available", "transferred", free),
            Move(currency, "pending", "transferred", waits),
            Move(currency, "transferred", "deficit", owed),
        ),
    )  # fmt: skip


def _counted_less(
    counters: Mapping[str, Mapping[str, Counter]], gone: Periods
) -> dict[str, dict[str, Counter]]:
    left: dict[str, dict[str, Counter]] = {}
    for key, periods in counters.items():
        for period, one in periods.items():
            times, amount = gone.get(key, {}).get(period, (0, 0))
            less = Counter(max(0, one.times - times), max(0, one.amount - amount))
            if (times, amount) == (0, 0) or less != Counter(0, 0):
                left.setdefault(key, {})[period] = less
    return left
