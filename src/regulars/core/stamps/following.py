"""Following a stamp card: what is filled, what is missing, what it gives and when it lapses."""

from msgspec import Struct

from regulars.core.compiled import Compiled
from regulars.core.program import StampCard
from regulars.core.state import AccountState, Card, balance


class PlaceStanding(Struct, frozen=True):
    """A place that gives something, and the voucher that it gave on this card."""

    at: int
    reward: str
    voucher: int | None = None


class CardStanding(Struct, frozen=True, kw_only=True):
    """One card of a member: the running one, and how many were full before. `finished` is one that
    is full and does not begin again.
    """

    card: str
    currency: str
    place: str
    stamps: int
    filled: int
    owed: int
    completed: int
    finished: bool
    until: int | None
    places: tuple[PlaceStanding, ...]


def following(program: Compiled, state: AccountState, at: int) -> tuple[CardStanding, ...]:
    """Will give the cards of an account: those that count everywhere also when they are empty."""
    found = list[CardStanding]()
    held = {lot.currency for lot in state.lots} | set(state.cards) | set(state.deficits)
    for name, word in program.document.stamp_cards.items():
        mine = {name} if word.counted_by == "program" else set[str]()
        mine |= {key for key in held if program.card_id(key) == name and program.knows(key)}
        found.extend(_standing(name, key, word, state, at) for key in sorted(mine))
    return tuple(found)


def _standing(name: str, key: str, word: StampCard, state: AccountState, at: int) -> CardStanding:
    card = state.cards.get(key, Card())
    filled = balance(state, key, at)
    given = {one.at: one.voucher for one in card.given}
    ends = [lot.expires for lot in state.lots if lot.currency == key and lot.expires is not None]
    return CardStanding(
        card=name, currency=key, place=key.partition("@")[2], stamps=word.stamps,
        filled=min(filled, word.stamps), owed=state.deficits.get(key, 0),
        completed=card.completed, finished=word.then == "stop" and card.completed > 0,
        until=card.until if card.until is not None else min(ends, default=None),
        places=tuple(PlaceStanding(one.at, one.issue, given.get(one.at)) for one in word.rewards),
    )  # fmt: skip
