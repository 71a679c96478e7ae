"""Households and company accounts."""

from regulars.core.program import Company, Household, Role
from regulars.core.rules.nodes import Node

SHARING: dict[type[Node], dict[str, str]] = {
    Household: {
        "people": "How many people at most, children included.",
        "children": "How many of them may be children, who have no profile of their own.",
        "spending": "Who may spend what is pooled: the `head`, or all `adults`.",
        "on_leaving": (
            "What whoever leaves takes along: nothing (`stay`), or an equal `share` of each lot."
        ),
        "again_after": "How long after leaving one somebody may join a household again.",
    },
    Role: {
        "title": "Its name for people.",
        "spends": "Whether who has it may spend what the company has.",
        "manages": "Whether who has it may invite buyers and let them go.",
    },
    Company: {
        "roles": "What buyers may do, by name; the `head` may do everything.",
        "people": "How many people at most may buy for one company.",
    },
}
