"""Levels."""

from regulars.core.program import Tier, Tiers
from regulars.core.rules.nodes import Node

TIERS: dict[type[Node], dict[str, str]] = {
    Tiers: {
        "levels": "From the lowest, which starts at 0, up.",
        "window": (
            "Which spending counts: of the calendar `year`, of the last `months` (`rolling`), or "
            "of a `lifetime`."
        ),
        "months": "How long a rolling window is.",
        "keep": (
            "How long a level lasts: to the `end-of-next-year`, the `end-of-year`, or while the "
            "`window` holds it."
        ),
        "on_refund": (
            "When a refund takes credit back: fall `at-once`, or `at-review` when the kept time "
            "ends."
        ),
        "notice": "How long before its end the member is told.",
        "multiplies": (
            "The currency that the levels' factors count for; the first one, if not said."
        ),
        "products": "Which lines qualify.",
    },
    Tier: {
        "id": "Its name; conditions carry it.",
        "from": "The spending that it takes.",
        "title": "Its name for people.",
        "multiply": "The factor for what members of this level earn per money or per item.",
        "perks": "What members of this level have, in words.",
    },
}  # fmt: skip
