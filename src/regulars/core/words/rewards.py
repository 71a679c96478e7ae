"""Rewards, and how they are paid for."""

from regulars.core.program import Redeeming, Reward
from regulars.core.rules.nodes import Node

REWARDS: dict[type[Node], dict[str, str]] = {
    Reward: {
        "kind": "`amount-off`, `percent-off`, a `product`, or `free-shipping`.",
        "title": "Its name for people.",
        "value": "The amount, or the percentage.",
        "maximum": "At most so much off.",
        "product": "The product or unit that is free.",
        "price": (
            "What it costs, all of it: points, or points of several currencies; without a price "
            "only rules issue it."
        ),
        "prices": "Several prices, of which the member pays one.",
        "valid_for": "How long its voucher lasts; for ever, if not said.",
        "uses": "How often its voucher works: a number, or `unlimited`.",
        "products": "Which lines it takes something off.",
        "minimum_spend": "The least that these lines must come to.",
        "when": "Under which conditions it can be redeemed.",
        "cost": "What it costs the shop, for figures.",
        "on_refund": (
            "When the order comes back that it was used on: `reinstate` it, or it stays used."
        ),
    },
    Redeeming: {
        "hold_for": "How long a reservation lasts.",
        "when": "Under which conditions points and vouchers can be redeemed at all.",
    },
}  # fmt: skip
