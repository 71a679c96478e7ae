"""Stamp cards."""

from regulars.core.program import CardDesign, CardExpiry, Goodwill, PlaceReward, StampCard
from regulars.core.rules.nodes import Node

STAMPS: dict[type[Node], dict[str, str]] = {
    StampCard: {
        "title": "Its name for people.",
        "stamps": "How many places it has.",
        "rewards": "What it gives on the way and, at its last place, when it is full.",
        "on": "What fills a place: `order.paid`, or an activity such as `visit.made`.",
        "one_per": (
            "A stamp for each `visit` (an order or an activity counts once), for each `item`, or "
            "for each `spend` of money."
        ),
        "spend": "With `one_per: spend`, how much money one stamp takes.",
        "products": "Only these lines count.",
        "when": "Conditions that must hold for a stamp.",
        "limit": "How many stamps there are at most in a period, or in one place.",
        "goodwill": "Places that are filled from the start on the first card.",
        "expires": "When the stamps of a card that is not full lapse; never, if not said.",
        "notice": "How long before they lapse the member is told.",
        "grace": "How long stamps last that come back after they would have lapsed.",
        "then": (
            "After a full card: `restart` with a new one, where surplus stamps count, or `stop`."
        ),
        "counted_by": (
            "One card for the whole `program`, one for each `location`, or one for each group of "
            "locations that share the attribute of this name, such as `city`."
        ),
        "name": "One of its stamps, and many of them.",
        "design": "How the card looks on paper and on a phone.",
    },
    PlaceReward: {
        "at": "So many filled places give it.",
        "issue": "The reward.",
    },
    Goodwill: {
        "stamps": "How many places.",
        "on": "When they are filled: on `joining`, or with the `first-stamp`.",
    },
    CardExpiry: {
        "after": "So long after the start; to the end of the local day.",
        "from": (
            "The start: a card's `first-stamp` or `last-stamp`, for the whole card; or "
            "`each-stamp` for itself."
        ),
    },
    CardDesign: {
        "background": "The colour of the card, written as #1f3a2e.",
        "text": "The colour of what is written on it.",
        "accent": "The colour of a stamp.",
        "icon": "The sign in a filled place: a character or two.",
        "note": "Small print on the card.",
    },
}  # fmt: skip
