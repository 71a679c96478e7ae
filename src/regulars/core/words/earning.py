"""Earning rules."""

from regulars.core.rules.nodes import EarnRule, Limit, Node

EARNING: dict[type[Node], dict[str, str]] = {
    EarnRule: {
        "id": "Its name; limits and reasons carry it.",
        "on": (
            "What must happen: `order.paid`, `member.joined`, `code.redeemed`, or any type of "
            "activity."
        ),
        "title": "Its name for people.",
        "when": "Under which conditions.",
        "products": "Which lines count for it.",
        "give": "How much of which currency.",
        "per": (
            "For each so much money of the lines that count; once, if neither this nor `per_items`"
            " is said."
        ),
        "per_items": "For each so many items.",
        "of": "What counts as the money of a line: `net` is after discounts, `gross` before.",
        "include": "What else counts: `tax`, `shipping`.",
        "units": "`exact` counts parts of `per`, `whole` only full ones.",
        "round": "How the result becomes a whole number, once per order.",
        "multiply": "A factor for what other rules give per money or per item on these lines.",
        "issue": "The reward that it issues; of several, the next one each time.",
        "limit": "How often or how much; of several, each holds.",
        "stack": (
            "Beside other rules: `add` up, only the `best` of its group, `exclusive`; factors may "
            "also `multiply`."
        ),
        "group": "Which rules compete when they stack as `best`.",
        "priority": "Of several exclusive rules the highest stands.",
        "pending": "How long what it gives waits before it can be spent.",
        "if_lost": (
            "When a refund takes the order below its condition: `revoke` it all, or `keep` what is"
            " left in proportion."
        ),
    },
    Limit: {
        "per": "In which period of the shop's calendar, or for all members together (`program`).",
        "times": "So many times.",
        "amount": "So much.",
        "at": "Counted in each `location` by itself.",
    },
}  # fmt: skip
