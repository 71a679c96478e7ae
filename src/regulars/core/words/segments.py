"""Segments."""

from regulars.core.program import (
    Ago,
    Bought,
    Did,
    Lapsing,
    Scores,
    Segment,
    Spent,
    Stages,
    Times,
    Where,
)
from regulars.core.rules.nodes import Node

WITHIN = "Only what happened in the last so much time."

SEGMENTS: dict[type[Node], dict[str, str]] = {
    Segment: {
        "where": "What its members have in common.",
        "title": "Its name for people.",
    },
    Where: {
        "orders": "How many orders they made.",
        "spend": "How much they spent, net of what came back.",
        "average_order": "How much an order of theirs comes to on average.",
        "first_order": "How long ago they ordered first.",
        "last_order": "How long ago they ordered last.",
        "last_active": "How long ago they did anything.",
        "joined": "How long ago they joined.",
        "bought": "What they bought.",
        "did": "What else they did.",
        "location": "They bought in one of these shops.",
        "channel": "They bought through one of these channels.",
        "tier": "They are in one of these tiers.",
        "balance": "How much of a currency they can spend.",
        "lapsing": "How much of a currency lapses soon.",
        "vouchers": "How many open vouchers they have.",
        "attribute": "Their attributes have these values.",
        "consent": (
            "They agreed to all of these: a purpose (`news`), a means (`email`) or both "
            "(`news/email`). Where nothing was said, their attribute `consent_...` counts."
        ),
        "age": "Their age in full years.",
        "stage": (
            "`visitor` (no order yet), `first-order` (one), `regular`, `vip`, `at-risk`, `gone`."
        ),
        "value_class": "A, B or C: who brings 80 %, the next 15 %, the rest of what was spent.",
        "rfm": "Their scores for recency, frequency and money over twelve months.",
        "segment": "They are in one of these other segments.",
        "any": "At least one of these groups holds.",
        "none": "Not one of these groups holds.",
    },
    Times: {"from": "At least so often.", "to": "At most so often.", "within": WITHIN},
    Spent: {"from": "At least so much.", "to": "At most so much.", "within": WITHIN},
    Ago: {"within": "In the last so much time.", "longer": "Longer ago than that."},
    Bought: {
        "products": "Which lines of their orders count.",
        "from": "In at least so many orders.",
        "within": WITHIN,
    },
    Did: {
        "type": "The activity's type.",
        "from": "At least so often.",
        "to": "At most so often.",
        "within": WITHIN,
    },
    Lapsing: {"within": "In the next so much time.", "from": "At least so much."},
    Scores: {
        "recency": "`5` for the fifth that ordered most lately, `1` for the fifth longest ago.",
        "frequency": "`5` for the fifth with most orders.",
        "money": "`5` for the fifth that spent most.",
    },
    Stages: {
        "vip": "Which value classes are VIPs.",
        "at_risk_after": "Without an order for so long, a customer is at risk.",
        "gone_after": "Without an order for so long, a customer is gone.",
    },
}
