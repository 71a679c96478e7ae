"""Stored value beside a member's own paying: gift cards, and value that moves between accounts."""

from regulars.core import gift_cards, transfers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Refused
from regulars.core.facts import BlockCard, ReceiveValue, SellCard, SendValue


def happen(
    account: Account,
    program: Compiled,
    fact: SellCard | BlockCard | SendValue | ReceiveValue,
    at: int,
    now: int,
) -> Refused | None:
    """Will do what such a fact says. Refusals: those of `gift_cards` and `transfers`."""
    match fact:
        case SellCard():
            return gift_cards.sell(account, program, fact, at, now)
        case BlockCard():
            return gift_cards.block(account, fact)
        case SendValue():
            return transfers.send(account, program, fact, at)
        case ReceiveValue():
            return transfers.receive(account, program, fact, at, now)
