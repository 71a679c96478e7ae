"""What happens by itself."""

from regulars.core.rules.nodes import Automatic, Level, Node, Schedule

AUTOMATIC: dict[type[Node], dict[str, str]] = {
    Schedule: {
        "day_of_month": "On this day of each month; on its last day where it is shorter.",
        "weekday": "On this day of each week.",
        "month_day": "On this day of each year.",
        "end_of": "When this period ends.",
        "birthday": "On the member's birthday.",
        "lead": "So long before.",
    },
    Automatic: {
        "id": "Its name; reasons carry it.",
        "title": "Its name for people.",
        "at": "On which days.",
        "reach": "As soon as so much is there.",
        "turn": "Each full chunk of so much turns into a voucher.",
        "into": "The reward that `turn` issues.",
        "remainder": "What is left over after `turn`: `keep` it, or let it `expire`.",
        "levels": "The reward of the highest level that the balance reaches.",
        "of": "Which currency the levels count.",
        "then": "After the levels: `keep` the points, or `reset` them.",
        "give": "So much of which currency.",
        "issue": "This reward.",
        "when": "Under which conditions.",
    },
    Level: {
        "id": "Its name.",
        "from": "From so much on.",
        "issue": "Its reward.",
        "title": "Its name for people.",
    },
}  # fmt: skip
