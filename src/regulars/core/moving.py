"""One account's belongings become another's: a guest's orders are claimed by the member.

Everything moves as two linked entries through the `transferred` pots: lots with their dates, what
is owed, vouchers, the count of orders, qualifying credit, and what limits have used. Reservations
are set free first. Later refunds of those orders go to the account that holds them now.
"""

from msgspec import structs

from regulars.core import redemptions, tiers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import (
    Move,
    Opened,
    Refused,
    VoucherChanged,
    VoucherIssued,
    Why,
)
from regulars.core.facts import (
    CardPassage,
    LotPiece,
    MoveIn,
    MoveOut,
    Passage,
    TierPassage,
    VoucherPassage,
)
from regulars.core.points import lots
from regulars.core.rules.limits import ALL, uncharge
from regulars.core.state import (
    FIRST_SET,
    AccountState,
    Card,
    Counter,
    Lot,
    PlaceGiven,
    TierStanding,
    Voucher,
)


def contents(state: AccountState, came_from: str, fact: MoveOut) -> MoveIn:
    """Will list what a MoveOut takes along, as the fact for the other side."""
    held = {lot.number: lot for lot in state.lots}
    for hold in state.holds:
        for part in hold.parts:
            for piece in part.pieces:
                lot = held.get(piece.lot) or Lot(piece.lot, part.currency, 0, piece.expires)
                held[piece.lot] = structs.replace(lot, left=lot.left + piece.amount)
    return MoveIn(
        occurred_at=fact.occurred_at,
        came_from=came_from,
        lots=tuple(
            Passage(
                lot=lot.number, currency=lot.currency, amount=lot.left,
                available=lot.available, expires=lot.expires,
            )
            for lot in sorted(held.values(), key=lambda lot: lot.number)
            if lot.left
        ),
        vouchers=tuple(
            VoucherPassage(
                number=one.number, reward=one.reward, version=one.version,
                expires=one.expires, uses_left=one.uses_left, used=one.used,
            )
            for one in state.vouchers
        ),
        deficits=dict(state.deficits),
        orders=state.orders,
        halves=_halves(state.orders, state.halves),
        qualifying=dict(state.tier.buckets),
        tiers=_standings(state),
        counters={
            key: {period: (one.times, one.amount) for period, one in seen.items()}
            for key, seen in state.counters.items()
        },
        nth_done=dict(state.nth_done),
        arms=dict(state.arms),
        clubs=state.clubs,
        cards={
            key: CardPassage(
                until=card.until, completed=card.completed,
                given=tuple((one.at, one.voucher) for one in card.given),
            )
            for key, card in state.cards.items()
        },
    )  # fmt: skip


def move_out(account: Account, program: Compiled, fact: MoveOut, at: int) -> Refused | None:
    """Will empty the account. Refusals: account_already_moved, account_already_shared."""
    if account.moved_into:
        return Refused(code="account_already_moved", params={"into": account.moved_into})
    if account.shared:
        return Refused(code="account_already_shared")
    for number in list(account.holds):
        redemptions.cancel(account, program, number, at, "cancelled")
    leave(account, program, fact, at)
    account.orders, account.counters, account.nth_done, account.cards = 0, {}, {}, {}
    for name, standing in account.tiers.items():
        left = TierStanding(level=standing.level, since=standing.since, until=standing.until)
        account.tiers[name] = left
    account.clubs = ()
    account.moved_into = fact.into
    return None


def leave(account: Account, program: Compiled, fact: MoveOut, at: int) -> None:
    """Will take all points, debts and vouchers out."""
    why = Why(code="account.moved", params={"into": fact.into})
    for currency in {lot.currency for lot in account.lots.values()} | set(account.deficits):
        mine = [lot for lot in account.lots.values() if lot.currency == currency and lot.left]
        free = sum(lot.left for lot in mine if lot.available is None)
        waits = sum(lot.left for lot in mine if lot.available is not None)
        pieces = tuple(LotPiece(lot.number, lot.left, lot.expires) for lot in mine)
        for lot in mine:
            del account.lots[lot.number]
        owed = account.deficits.pop(currency, 0)
        account.post(
            "move_out", at=at, why=why, version=program.version, used=pieces,
            moves=(
                Move(currency, "available", "transferred", free),
                Move(currency, "pending", "transferred", waits),
                Move(currency, "transferred", "deficit", owed),
            ),
        )  # fmt: skip
    for number in list(account.vouchers):
        del account.vouchers[number]
        account.effects.append(VoucherChanged(number=number, status="moved", at=at, why=why))


def move_in(account: Account, program: Compiled, fact: MoveIn, at: int, now: int) -> None:
    """Will take everything in; limits add up, so that two halves never give more than one whole."""
    code = "account.split" if fact.back else "account.moved"
    why = Why(code=code, params={"from": fact.came_from})
    for one in fact.lots:
        if program.knows(one.currency):
            _lot_in(account, program, one, why, at, now)
    for currency, owed in fact.deficits.items():
        account.deficits[currency] = account.deficits.get(currency, 0) + owed
        account.post(
            "move_in", at=at, why=why, version=program.version,
            moves=(Move(currency, "deficit", "transferred", owed),),
        )  # fmt: skip
        lots.repay(account, program, currency, now)
    numbers = {one.number: _voucher_in(account, one, why, at) for one in fact.vouchers}
    for key, card in fact.cards.items():
        _card_in(account, key, card, numbers, back=fact.back)
    _counts_in(account, fact)
    uncharge(account, fact.freed, times=True, amount=ALL)
    first = fact.tiers.get(FIRST_SET, TierPassage())
    passages = {FIRST_SET: structs.replace(first, buckets=fact.qualifying), **_others(fact)}
    tiers.absorb(
        account, program,
        {name: one for name, one in passages.items() if one != TierPassage()}, now,
    )  # fmt: skip


def _others(fact: MoveIn) -> dict[str, TierPassage]:
    return {name: one for name, one in fact.tiers.items() if name != FIRST_SET}


def _standings(state: AccountState) -> dict[str, TierPassage]:
    """What is known of each tier set; the first one's credit has a place of its own."""
    found = {}
    for name, one in {FIRST_SET: state.tier, **state.tiers}.items():
        passage = TierPassage(
            buckets={} if name == FIRST_SET else one.buckets, floor=one.floor,
            approved=one.approved, invited=one.invited, declined=one.declined,
        )  # fmt: skip
        if passage != TierPassage():
            found[name] = passage
    return found


def _lot_in(
    account: Account, program: Compiled, one: Passage, why: Why, at: int, now: int
) -> Opened:
    available = one.available if one.available is not None else at
    opened = lots.open_lot(
        account, program, one.currency, one.amount, at=at, now=now,
        available=available, expires=one.expires,
    )  # fmt: skip
    pot = "pending" if opened.available > now else "available"
    account.post(
        "move_in", at=at, why=why, version=program.version, opened=(opened,),
        moves=(Move(one.currency, "transferred", pot, one.amount),),
    )  # fmt: skip
    lots.repay(account, program, one.currency, now)
    return opened


def _card_in(
    account: Account, key: str, one: CardPassage, numbers: dict[int, int], *, back: bool
) -> None:
    """Full cards are counted, and no longer come undone: their stamps are in the other account.
    One that comes back holds as long as it had."""
    mine = account.cards.get(key, Card())
    dates = [until for until in (mine.until, one.until) if until is not None]
    account.cards[key] = structs.replace(
        mine,
        until=one.until if back else max(dates, default=None),
        given=mine.given
        + tuple(PlaceGiven(at, numbers.get(was, 0), account.lots_opened) for at, was in one.given),
        completed=mine.completed + one.completed,
    )


def _voucher_in(account: Account, one: VoucherPassage, why: Why, at: int) -> int:
    account.vouchers_issued += 1
    number = account.vouchers_issued
    account.vouchers[number] = Voucher(
        number=number, reward=one.reward, version=one.version,
        expires=one.expires, uses_left=one.uses_left, used=one.used,
    )  # fmt: skip
    account.effects.append(
        VoucherIssued(
            number=number, reward=one.reward, version=one.version, rule="", why=why,
            valid_from=at, expires=one.expires, uses_left=one.uses_left, moved_from=one.number,
        )
    )  # fmt: skip
    return number


def _halves(orders: int, halves: tuple[int, ...]) -> tuple[int, ...]:
    """The counts of orders that became one: of the parts where none has come since, else of all."""
    if halves and sum(halves) == orders:
        return halves
    return (orders,) if orders else ()


def _counts_in(account: Account, fact: MoveIn) -> None:
    halves = _halves(account.orders, account.halves)
    account.halves = halves + (fact.halves or _halves(fact.orders, ()))
    account.orders += fact.orders
    account.arms = {**fact.arms, **account.arms}
    if account.closed is None:
        account.clubs = tuple(sorted({*account.clubs, *fact.clubs}))
    for rule, number in fact.nth_done.items():
        account.nth_done[rule] = max(number, account.nth_done.get(rule, 0))
    for key, periods in fact.counters.items():
        seen = dict(account.counters.get(key, {}))
        for period, (times, amount) in periods.items():
            mine = seen.get(period, Counter(0, 0))
            seen[period] = Counter(mine.times + times, mine.amount + amount)
        account.counters[key] = seen
