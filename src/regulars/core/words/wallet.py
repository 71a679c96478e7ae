"""Stored value."""

from regulars.core.program import GiftCards, Transfers, ValueLaw, Wallet
from regulars.core.rules.nodes import Node

WALLET: dict[type[Node], dict[str, str]] = {
    Wallet: {
        "name": "What it is called: one of it, and many.",
        "expires": "When it lapses; never, if not said.",
        "notice": "How long before it lapses the member is told.",
        "grace": "How long value lasts that comes back after it would have lapsed.",
        "top_up_from": "The least that can be paid in at once.",
        "most": "The most that paying in may lead to.",
        "cash_out_below": "A rest below this is paid out in money when the member asks.",
        "law": "What the law asks.",
        "gift_cards": "It is sold as gift cards too; `{}` for any amount.",
        "transfers": "Members may send it to one another; `{}` for any amount.",
        "when": "Where and when it can be spent.",
    },
    GiftCards: {
        "least": "The least that a card is sold with.",
        "most": "The most that a card is sold with.",
    },
    Transfers: {
        "least": "The least that is sent at once.",
        "most": "The most that is sent at once.",
        "per_day": "The most that one member sends in a day.",
    },
    ValueLaw: {
        "least": "How long value must last at least.",
    },
}  # fmt: skip
