"""Campaigns."""

from regulars.core.program import Budget, Campaign
from regulars.core.rules.nodes import Node

CAMPAIGNS: dict[type[Node], dict[str, str]] = {
    Campaign: {
        "when": "When it is on (`dates` at least), and under which other conditions.",
        "rules": "What members get; a factor is given as an entry of its own, so that it shows.",
        "title": "Its name for people.",
        "text": "What members are told of it.",
        "audience": "Members of these segments; everybody, if not said.",
        "holdout": "So many of 100 members get nothing of it, always the same ones.",
        "budget": "How much there is for all members together.",
        "per_member": "How often or how much one member gets of each rule.",
        "priority": "Of several campaigns of a group, the one with the highest holds.",
        "group": "Campaigns of one group do not add up.",
        "prices": "What these rewards cost as long as it is on.",
    },
    Budget: {
        "times": "So many times.",
        "amount": "So much of what a rule gives.",
    },
}
