"""Until when a running card holds, where the card as a whole lapses and not each stamp."""

from msgspec import structs

from regulars.core import calendar
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.state import Card


def stamped(account: Account, program: Compiled, key: str, at: int) -> None:
    """Will date the card after a stamp: from its first one, or anew from its last one."""
    word = program.card(key)
    if word is None or word.expires is None or word.expires.source == "each-stamp":
        return
    card = account.cards.get(key, Card())
    if card.until is not None and word.expires.source == "first-stamp":
        return
    until = calendar.after(at, word.expires.after, program.zone)
    account.cards[key] = structs.replace(card, until=max(until, card.until or 0))


def settle(account: Account, program: Compiled, key: str, at: int) -> None:
    """Will leave no date on an empty card, and none out on one that has stamps and may lapse."""
    card = account.cards.get(key, Card())
    if not account.available(key):
        if card.until is not None:
            account.cards[key] = structs.replace(card, until=None)
    elif card.until is None:
        stamped(account, program, key, at)
