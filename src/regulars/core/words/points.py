"""Currencies."""

from regulars.core.program import Currency, Expires
from regulars.core.rules.nodes import Node, Pending

POINTS: dict[type[Node], dict[str, str]] = {
    Currency: {
        "name": "One of them, and many of them.",
        "expires": "When they lapse; never, if not said.",
        "pending": (
            "How long they wait before they can be spent, where a rule does not say otherwise."
        ),
        "notice": "How long before they lapse the member is told.",
        "grace": "How long points last that come back after they would have lapsed.",
        "worth": "What one is worth when it is spent, for figures.",
    },
    Expires: {
        "after": "So long after the start; to the end of the local day.",
        "from": "The start: when they were `earned`, or when they became `available`.",
        "each_year": "At the end of this day of the year.",
        "not_before": "With `each_year`: not before they are so old.",
        "inactive": "When the member has done nothing for so long.",
    },
    Pending: {
        "for": "So long, to the end of the local day.",
        "until": "Until the order is `fulfilled`.",
    },
}  # fmt: skip
