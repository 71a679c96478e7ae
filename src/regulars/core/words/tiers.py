"""Levels."""

from regulars.core.program import Qualify, Tier, Tiers
from regulars.core.rules.nodes import Node

TIERS: dict[type[Node], dict[str, str]] = {
    Tiers: {
        "levels": "From the lowest, which starts at 0, up.",
        "title": "Its name for people, where there are several sets.",
        "qualify": "How many credits what counts; one for each unit of money spent, if not said.",
        "window": (
            "What counts: the credit of the calendar `year`, of the `membership-year` since the "
            "day of joining, of the last `months` (`rolling`), or of a `lifetime`."
        ),
        "months": "How long a rolling window is.",
        "keep": (
            "How long a level lasts: to the `end-of-next-year` (of the calendar or of the "
            "membership), the `end-of-year`, or while the `window` holds it."
        ),
        "grace": (
            "How long a level is still held after its time, while the credit for it is missing."
        ),
        "fall": "Whether who loses a level falls to what is earned (`full`) or `one-level` a time.",
        "on_refund": (
            "When a refund takes credit back: fall `at-once`, or `at-review` when the kept time "
            "ends."
        ),
        "notice": "How long before its end the member is told.",
        "again_after": "How long after a no a candidate may be one again.",
        "multiplies": (
            "The currency that the levels' factors count for; the first one, if not said."
        ),
        "products": "Which lines qualify.",
    },
    Tier: {
        "id": "Its name in all sets; conditions carry it.",
        "from": "The credit that it takes: spending, if `qualify` says nothing else.",
        "title": "Its name for people.",
        "by": (
            "What opens it: `credit` alone, `approval` by staff once the credit is there, or "
            "their `invitation`."
        ),
        "multiply": "The factor for what members of this level earn per money or per item.",
        "perks": "What members of this level have, in words.",
    },
    Qualify: {
        "spend": "Credits for each unit of money spent.",
        "orders": "Credits for each order.",
        "items": "Credits for each item bought.",
        "points": "Credits for each point earned by orders and activities, by currency.",
        "activities": "Credits for each activity, by its type.",
    },
}  # fmt: skip
