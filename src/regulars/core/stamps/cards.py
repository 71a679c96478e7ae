"""What happens to cards: one is full, a full one comes undone, a place gives its reward.

A full card is remembered as long as it may come undone: when a stamp of it is taken back while its
reward is unused, the reward goes and the other stamps return.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import structs

from regulars.core import calendar, vouchers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Params, Why
from regulars.core.facts import LotPiece
from regulars.core.points import dates, lots
from regulars.core.program import StampCard
from regulars.core.state import Card, FullCard, PlaceGiven

FULL_MAX = 1000  # in one go; the rest of the stamps waits for the next event
REMEMBERED = 4  # full cards whose reward is used: an order that comes back may make it unused again


def settle(account: Account, program: Compiled, at: int) -> None:
    """Will do what stamps make due: debts paid by undoing full cards, cards full, rewards given."""
    if not program.document.stamp_cards:
        return
    keys = {lot.currency for lot in account.lots.values()} | set(account.cards)
    for key in sorted(keys | set(account.deficits)):
        word = program.card(key)
        if word is not None:
            _settle(account, program, word, key, at)


def _settle(account: Account, program: Compiled, word: StampCard, key: str, at: int) -> None:
    while account.deficits.get(key) and _undo(account, program, key, at):
        lots.repay(account, program, key, at)
    if account.joined is not None:
        for _ in range(FULL_MAX):
            stopped = word.then == "stop" and account.cards.get(key, Card()).completed
            if account.available(key) < word.stamps or stopped:
                break
            _complete(account, program, word, key, at)
        _on_the_way(account, program, word, key, at)
    dates.settle(account, program, key, at)


def _complete(account: Account, program: Compiled, word: StampCard, key: str, at: int) -> None:
    name = program.card_id(key)
    pieces = lots.take(account, key, word.stamps)
    why = Why(code="stamp_card.completed", params={"rule": name, "amount": word.stamps})
    account.post(
        "complete", at=at, why=why, version=program.version, rule=name,
        moves=(Move(key, "available", "redeemed", word.stamps),), used=pieces,
    )  # fmt: skip
    given = _give(account, program, word, key, word.stamps, at)
    card = account.cards.get(key, Card())
    full = FullCard(pieces, given, card.until)
    account.cards[key] = Card(
        done=_remembered(account, (*card.done, full)), completed=card.completed + 1
    )
    account.notify("stamp_card.completed", at, card=name)


def _remembered(account: Account, done: tuple[FullCard, ...]) -> tuple[FullCard, ...]:
    used = [one for one in done if not _may_undo(account, one)]
    forgotten = used[: max(0, len(used) - REMEMBERED)]
    return tuple(one for one in done if one not in forgotten)


def _on_the_way(account: Account, program: Compiled, word: StampCard, key: str, at: int) -> None:
    held = account.available(key)
    given = _give(account, program, word, key, min(held, word.stamps - 1), at)
    card = account.cards.get(key, Card())
    if given != card.given:
        account.cards[key] = structs.replace(card, given=given)


def _give(
    account: Account, program: Compiled, word: StampCard, key: str, filled: int, at: int
) -> tuple[PlaceGiven, ...]:
    """Will issue what the places up to here give and have not given yet; gives all so far."""
    given = account.cards.get(key, Card()).given
    had = {one.at for one in given}
    name = program.card_id(key)
    for place in word.rewards:
        if place.at <= filled and place.at not in had:
            params: Params = {"rule": name, "reward": place.issue, "at": place.at}
            number = vouchers.issue(
                account, program, place.issue, rule=name, at=at,
                why=Why(code="stamp_card.reward", params=params),
            )  # fmt: skip
            given = (*given, PlaceGiven(place.at, number, account.lots_opened))
    return given


def _unused(account: Account, number: int) -> bool:
    voucher = account.vouchers.get(number)
    return voucher is not None and not voucher.used


def _may_undo(account: Account, full: FullCard) -> bool:
    return _unused(account, max(full.given).voucher)


@contextmanager
def taking(
    account: Account,
    program: Compiled,
    key: str,
    amount: int,
    at: int,
    *,
    lot: int = 0,
    undo: bool = True,
) -> Iterator[None]:
    """Will undo full cards, the latest first, until so many stamps can be taken or none is left
    that may come undone; and, when they are taken, take back what the emptied places gave, unless
    that was before the stamps' own lot.
    """
    if program.card(key) is None:
        yield
        return
    while undo and account.available(key) < amount and _undo(account, program, key, at):
        pass
    before = account.available(key)
    yield
    _emptied(account, program, key, before, at, lot)


def _undo(account: Account, program: Compiled, key: str, at: int) -> bool:
    card = account.cards.get(key, Card())
    full = next((one for one in reversed(card.done) if _may_undo(account, one)), None)
    if full is None:
        return False
    amount = sum(piece.amount for piece in full.pieces)
    params: Params = {"rule": program.card_id(key), "amount": amount}
    why = Why(code="stamp_card.reopened", params=params)
    last = max(full.given)
    vouchers.close(account, last.voucher, "revoked", at, why)
    for piece in full.pieces:
        _return(account, program, key, piece, at)
    account.post(
        "reopen", at=at, why=why, version=program.version, rule=program.card_id(key),
        moves=(Move(key, "redeemed", "available", amount),),
        used=tuple(LotPiece(one.lot, -one.amount, one.expires) for one in full.pieces),
    )  # fmt: skip
    account.cards[key] = Card(
        until=_until(program, key, (full.until, card.until), at),
        given=tuple(one for one in full.given if one != last) + card.given,
        done=tuple(one for one in card.done if one is not full),
        completed=card.completed - 1,
    )
    return True


def _return(account: Account, program: Compiled, key: str, piece: LotPiece, at: int) -> None:
    lots.give_back(account, key, piece, False)
    lot = account.lots[piece.lot]
    if lot.expires is not None and lot.expires <= at:
        later = calendar.after(at, program.currency(key).grace, program.zone)
        account.lots[piece.lot] = structs.replace(lot, expires=later)


def _until(program: Compiled, key: str, dates: tuple[int | None, ...], at: int) -> int | None:
    """A card that comes back after its time has the program's grace."""
    known = [one for one in dates if one is not None]
    if not known or max(known) > at:
        return max(known, default=None)
    return calendar.after(at, program.currency(key).grace, program.zone)


def _emptied(account: Account, program: Compiled, key: str, before: int, at: int, lot: int) -> None:
    """Will take back unused rewards of the places that are empty now, and one of two that a full
    card and the running one both gave. What lapsed by itself had been the member's.
    """
    card = account.cards.get(key, Card())
    held, seen, kept = account.available(key), set[int](), list[PlaceGiven]()
    for one in card.given:
        lost = (held < one.at <= before and lot <= one.lots) or one.at in seen
        if lost and _unused(account, one.voucher):
            params: Params = {"rule": program.card_id(key), "at": one.at}
            why = Why(code="stamp_card.place_lost", params=params)
            vouchers.close(account, one.voucher, "revoked", at, why)
        else:
            kept.append(one)
            seen.add(one.at)
    if card.given:
        account.cards[key] = structs.replace(card, given=tuple(kept))


def notices(account: Account, program: Compiled) -> Iterator[tuple[int, str, int]]:
    """Will give when the member is told that a card lapses: instant, card, its end."""
    for key, card in account.cards.items():
        word = program.card(key)
        if card.until is not None and word is not None and account.available(key):
            for span in word.notice:
                yield calendar.before(card.until, span, program.zone), key, card.until


def ends(account: Account) -> Iterator[int]:
    """Will give when cards that have stamps lapse as a whole."""
    for key, card in account.cards.items():
        if card.until is not None and account.available(key):
            yield card.until


def over(account: Account, at: int) -> set[str]:
    """Will name the cards whose time is over, and leave them without a date and unrewarded."""
    found = {
        key for key, card in account.cards.items() if card.until is not None and card.until <= at
    }
    for key in found:
        account.cards[key] = structs.replace(account.cards[key], until=None, given=())
    return found
