"""Rewards, and how they are paid for."""

from regulars.core.program import Payment, Redeeming, Reward
from regulars.core.rules.nodes import Node

REWARDS: dict[type[Node], dict[str, str]] = {
    Reward: {
        "kind": (
            "`amount-off`, `percent-off`, `free-shipping`, a `product`, a `sample`, a `gift` with "
            "a purchase, an `experience`, a `service`, `early-access`, a `donation`, a "
            "`gift-card`, or `custom`."
        ),
        "title": "Its name for people.",
        "value": "The amount, or the percentage.",
        "maximum": "At most so much off.",
        "product": "The product or unit that is free.",
        "cause": "What a donation is for.",
        "price": (
            "What it costs, all of it: points, or points of several currencies; without a price "
            "only rules issue it."
        ),
        "prices": "Several prices, of which the member pays one.",
        "tier_prices": "What members of a tier pay in place of that.",
        "visible": "Who sees it at all; for others there is no such reward.",
        "on_offer": "The days on which it can be bought.",
        "not_on": "Days on which it cannot be bought.",
        "stock": "How many there are in all; a reservation takes one, and gives it back.",
        "limit": "How often a member may have it, or all members together (`program`).",
        "budget": "How much money, at its cost, may go into it in all.",
        "valid_for": "How long its voucher lasts; for ever, if not said.",
        "uses": "How often its voucher works: a number, or `unlimited`.",
        "products": "Which lines it takes something off.",
        "minimum_spend": "The least that these lines must come to.",
        "when": "Under which conditions it can be redeemed.",
        "cost": "What it costs the shop.",
        "codes": (
            "The pool whose codes its vouchers carry, each once; without one, codes are made."
        ),
        "code_prefix": "What the codes that are made for it begin with: capitals and figures.",
        "on_refund": (
            "When the order comes back that it was used on: `reinstate` it, or it stays used."
        ),
        "combine": (
            "With which other vouchers on one order: `all`, `none`, or a list of rewards and kinds."
        ),
        "stack_order": "Of several vouchers on one order the lowest takes off first.",
        "terms": "Its terms, as members read them.",
        "images": "Addresses of pictures (https); nobody fetches them but the reader's browser.",
    },
    Redeeming: {
        "hold_for": "How long a reservation lasts.",
        "when": "Under which conditions points and vouchers can be redeemed at all.",
        "pay": "Points that pay for a part of an order, by currency.",
    },
    Payment: {
        "worth": "What one of them is worth.",
        "least": "At least so many at once.",
        "step": "Only so many, twice so many, and so on.",
        "most_share": "At most so many per cent of what may be paid for.",
    },
}  # fmt: skip
