"""Stored value as a whole: what members pay, gift cards, and what moves between accounts."""

from regulars.core import gift_cards, transfers, wallet
from regulars.core.account import Account
from regulars.core.compiled import Timeline
from regulars.core.effects import Refused
from regulars.core.facts import (
    BlockCard,
    Inputs,
    PayBackCard,
    PayOut,
    ReceiveValue,
    ReplaceCard,
    SellCard,
    SendValue,
    SpendValue,
    TopUp,
)

Value = (
    TopUp | SpendValue | PayOut | SellCard | BlockCard | ReplaceCard | PayBackCard | SendValue
    | ReceiveValue
)  # fmt: skip


def happen(
    account: Account, timeline: Timeline, fact: Value, at: int, now: int, inputs: Inputs
) -> Refused | None:
    """Will do what the fact says. Refusals: those of `wallet`, `gift_cards` and `transfers`."""
    program = timeline.at(now)
    match fact:
        case SellCard():
            return gift_cards.sell(account, program, fact, at, now)
        case BlockCard():
            return gift_cards.block(account, fact)
        case ReplaceCard():
            account.blocked = False
            return None
        case PayBackCard():
            account.blocked = True
            return None
        case SendValue():
            return transfers.send(account, program, fact, at)
        case ReceiveValue():
            return transfers.receive(account, program, fact, at, now)
    return wallet.happen(account, timeline, fact, at, now, inputs)
