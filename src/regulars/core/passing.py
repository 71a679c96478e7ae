"""What time does to an account: everything that falls due between one instant and another, in
order.

Nothing depends on when a job runs: each thing happens at its own instant, under the version in
force then, and running late or twice changes nothing. `due` is the next instant worth waking for.
"""

from collections.abc import Iterator

from regulars.core import automatic, calendar, closing, reaching, redemptions, tiers, vouchers
from regulars.core.account import Account
from regulars.core.compiled import Compiled, Ladder, Timeline
from regulars.core.effects import Move, Why
from regulars.core.facts import LotPiece
from regulars.core.points import lots
from regulars.core.stamps import cards
from regulars.core.state import Lot

STEPS_MAX = 100_000  # a bound that no calendar reaches: daily rules for 270 years


def advance(account: Account, timeline: Timeline, now: int) -> None:
    """Will do all that falls due until `now`, and note when the next thing does."""
    now = max(now, account.done_until)
    at: int | None = None
    for _ in range(STEPS_MAX):
        at = _next(account, timeline)
        if at is None or at > now:
            break
        first = at > account.done_until
        account.done_until = max(at, account.done_until)
        program = timeline.at(account.done_until)
        account.program = program.version
        _run(account, program, account.done_until, first=first)
    account.done_until = now
    account.program = timeline.at(now).version
    # Whatever a moved account still names belongs to another one now: nothing falls due here. What
    # comes next after `done_until` and lies beyond `now` comes next after `now` as well.
    account.due = None if account.moved_into else at


def _next(account: Account, timeline: Timeline) -> int | None:
    program = timeline.at(account.done_until)
    earliest = list(_held(account, program))
    earliest.extend(_scheduled(account, program))
    change = timeline.next_change(account.done_until)
    if change is not None:
        earliest.append(change)
    return min(earliest, default=None)


def _held(account: Account, program: Compiled) -> Iterator[int]:
    """Will give the instants of what the account holds; they may lie in the past."""
    for lot in account.lots.values():
        if lot.available is not None:
            yield lot.available
        elif lot.expires is not None and lot.left:
            yield lot.expires
    yield from cards.ends(account)
    closed = closing.ends(account, program)
    if closed is not None:
        yield closed
    for hold in account.holds.values():
        yield hold.expires
    for voucher in account.vouchers.values():
        if voucher.expires is not None and not voucher.held:
            yield voucher.expires
    for ladder in program.ladders.values():
        until = tiers.standing_of(account, ladder).until
        if until is not None:
            yield until
    yield from _inactivity(account, program).values()


def _inactivity(account: Account, program: Compiled) -> dict[str, int]:
    """Will give, by currency, when points lapse if the member goes on doing nothing."""
    if account.last_active is None:
        return {}
    held = {lot.currency for lot in account.lots.values()
            if lot.inactive and lot.left and lot.available is None}  # fmt: skip
    return {
        name: calendar.after(account.last_active, word.expires.inactive, program.zone)
        for name, word in program.document.points.items()
        if name in held and word.expires and word.expires.inactive
    }


def _scheduled(account: Account, program: Compiled) -> Iterator[int]:
    """Will give the next instants of calendar rules and notices, all after `done_until`."""
    after = account.done_until
    for word in program.document.automatic:
        run = automatic.next_run(account, program, word, after)
        if run is not None:
            yield run
    yield from reaching.next_anniversaries(account, program, after)
    for at, _, _ in _notices(account, program):
        if at > after:
            yield at
    for at, _, _ in cards.notices(account, program):
        if at > after:
            yield at


def _notices(account: Account, program: Compiled) -> Iterator[tuple[int, str, Lot | Ladder]]:
    for lot in account.lots.values():
        if lot.expires is not None and lot.left:
            for span in program.currency(lot.currency).notice:
                yield calendar.before(lot.expires, span, program.zone), span, lot
    for ladder in program.ladders.values():
        until = tiers.standing_of(account, ladder).until
        if until is not None:
            for span in ladder.word.notice:
                yield calendar.before(until, span, program.zone), span, ladder


def _run(account: Account, program: Compiled, at: int, *, first: bool) -> None:
    """Will do what is due at an instant. A late event may bring something that was over already:
    then the same instant is looked at again, but rules of the calendar have had their turn.
    """
    _release(account, program, at)
    for hold in [one for one in account.holds.values() if one.expires <= at]:
        redemptions.cancel(account, program, hold.number, at, "expired")
    if first:
        _calendar(account, program, at, at_end=True)
    _lapse(account, program, at)
    closing.over(account, program, at)
    for voucher in [one for one in account.vouchers.values() if one.expires is not None]:
        if voucher.expires is not None and voucher.expires <= at and not voucher.held:
            why = Why(code="voucher.expired", params={"reward": voucher.reward})
            vouchers.close(account, voucher.number, "expired", at, why)
    tiers.review(account, program, at)
    cards.settle(account, program, at)
    if first:
        reaching.anniversaries(account, program, at)
        _calendar(account, program, at, at_end=False)
    reaching.fire(account, program, at)
    automatic.reached(account, program, at)
    if first:
        _tell(account, program, at)


def _release(account: Account, program: Compiled, at: int) -> None:
    for lot in list(account.lots.values()):
        if lot.available is not None and lot.available <= at:
            lots.release(account, program, lot, at, "points.released")


def _calendar(account: Account, program: Compiled, at: int, *, at_end: bool) -> None:
    for word in program.document.automatic:
        if word.at is None or bool(word.at.end_of) is not at_end:
            continue
        if automatic.next_run(account, program, word, at - 1) == at:
            automatic.run(account, program, word, at)


def _lapse(account: Account, program: Compiled, at: int) -> None:
    idle = {name for name, when in _inactivity(account, program).items() if when <= at}
    idle_cards = cards.over(account, at)
    lapsed: dict[str, list[LotPiece]] = {}
    for lot in list(account.lots.values()):
        over = lot.expires is not None and lot.expires <= at
        over = over or lot.currency in idle_cards or (lot.inactive and lot.currency in idle)
        if lot.available is None and lot.left and over:
            piece = lots.take_from(account, lot.number, lot.left)
            lapsed.setdefault(lot.currency, []).append(piece)
    for currency, pieces in lapsed.items():
        amount = sum(piece.amount for piece in pieces)
        account.post(
            "expire", at=at, version=program.version, used=tuple(pieces),
            why=Why(code="points.lapsed", params={"amount": amount, "idle": currency in idle}),
            moves=(Move(currency, "available", "expired", amount),),
        )  # fmt: skip
        told = "points" if program.card(currency) is None else "stamps"
        account.notify(f"{told}.expired", at, currency=currency, amount=amount)


def _tell(account: Account, program: Compiled, at: int) -> None:
    told: dict[tuple[str, int], int] = {}
    for when, span, what in _notices(account, program):
        if when != at:
            continue
        if isinstance(what, Ladder):
            _at_risk(account, program, what, span, at)
        elif what.expires is not None:
            key = (what.currency, what.expires)
            told[key] = told.get(key, 0) + what.left
    for when, card, until in cards.notices(account, program):
        if when == at:
            told[card, until] = account.available(card)
    for (currency, expires), amount in told.items():
        name = "points" if program.card(currency) is None else "stamps"
        account.notify(f"{name}.expiring", at, currency=currency, amount=amount, expires=expires)


def _at_risk(account: Account, program: Compiled, ladder: Ladder, span: str, at: int) -> None:
    """Will tell of a level that is about to end; not of one whose credit is there already."""
    found = tiers.ahead(account, program, ladder, at)
    if found.keep_missing == 0 and not found.falls_to:
        return
    missing = {} if found.keep_missing is None else {"missing_minor": found.keep_missing}
    account.notify(
        "tier.at_risk", at, level=found.level, ahead=span, until=found.until or 0, **missing
    )
