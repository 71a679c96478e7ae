"""What each word of a program file means, in one sentence: the source of schema and reference.

Named as the file names them. A word without a sentence, or a sentence without a word, fails a test.
"""

from regulars.core.program import (
    Benefit,
    Currency,
    Expires,
    Joining,
    Program,
    Redeeming,
    Reward,
    Tier,
    Tiers,
)
from regulars.core.rules.nodes import (
    Automatic,
    Dates,
    EarnRule,
    Level,
    Limit,
    Node,
    Pending,
    Products,
    Range,
    Schedule,
    TimeWindow,
    When,
)

WORDS: dict[type[Node], dict[str, str]] = {
    Program: {
        "program": "Its name in addresses and commands.",
        "title": "Its name for people.",
        "currency": "The money that orders must be in (ISO 4217).",
        "time_zone": "The shop's clock and calendar (IANA name).",
        "points": (
            "The currencies that members collect; the first one is meant where none is named."
        ),
        "summary": "What it offers, in the merchant's own words.",
        "earns_on": "Which lines may earn at all.",
        "pays_for": "Which lines may be paid for with vouchers.",
        "earn": "What members get when something happens.",
        "rewards": "What can be bought with points or issued by rules.",
        "automatic": "What happens by itself.",
        "tiers": "The levels that spending reaches.",
        "benefits": "What members may have without paying points.",
        "joining": "Who may join and how.",
        "redeeming": "How points are spent.",
        "clawback": (
            "How far earned points are taken back: what is `pending-only`, `within-balance`, or "
            "`negative` with a deficit that the next earnings repay."
        ),
        "terms": "Texts of the printed terms, by name.",
    },
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
    When: {
        "minimum_spend": "Least paid for the rule's lines, net.",
        "minimum_quantity": "Least number of items on the rule's lines.",
        "products": "The order has at least one such line.",
        "bundle": "The order has a line of each, together.",
        "payment_method": "Paid by one of these.",
        "channel": "Bought through one of these.",
        "location": "In one of these shops.",
        "order_tag": "The order carries one of these tags.",
        "weekday": "On these days of the shop's week.",
        "time": "At this time of the shop's day.",
        "dates": "On these days of the shop's calendar.",
        "first_order": "It is (or is not) the member's first order.",
        "order_number": "Every so many orders of the member.",
        "every_nth_order": "Every so many orders of the member.",
        "months_in_a_row": "An order in each of so many months, this one included.",
        "attribute": "The member's attributes have these values.",
        "tier": "The member is in one of these tiers.",
        "segment": "The member is in one of these segments.",
        "age": "The member's age in full years.",
        "data": "The activity's data have these values.",
        "chance": "Holds by chance, in so many of 100 cases.",
        "any": "At least one of these groups holds.",
        "none": "Not one of these groups holds.",
    },
    Products: {
        "sku": "Stock-keeping units.",
        "product": "Products.",
        "category": "Categories.",
        "brand": "Brands.",
        "collection": "Collections.",
        "gift_cards": "Whether gift cards count; they never do otherwise.",
        "exclude": "Lines that match any of these do not count.",
    },
    TimeWindow: {
        "from": "From this time of day on.",
        "to": "Until this time, which is not included; earlier than `from` means past midnight.",
    },
    Dates: {"from": "The first day.", "to": "The last day."},
    Range: {"from": "At least.", "to": "At most."},
    Limit: {
        "per": "In which period of the shop's calendar, or for all members together (`program`).",
        "times": "So many times.",
        "amount": "So much.",
    },
    Pending: {
        "for": "So long, to the end of the local day.",
        "until": "Until the order is `fulfilled`.",
    },
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
    Reward: {
        "kind": "`amount-off`, `percent-off`, a `product`, or `free-shipping`.",
        "title": "Its name for people.",
        "value": "The amount, or the percentage.",
        "maximum": "At most so much off.",
        "product": "The product or unit that is free.",
        "price": "What it costs in points; without a price only rules issue it.",
        "valid_for": "How long its voucher lasts; for ever, if not said.",
        "uses": "How often its voucher works: a number, or `unlimited`.",
        "products": "Which lines it takes something off.",
        "minimum_spend": "The least that these lines must come to.",
        "when": "Under which conditions it can be redeemed.",
        "cost": "What it costs the shop, for figures.",
        "on_refund": (
            "When the order comes back that it was used on: `reinstate` it, or it stays used."
        ),
    },
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
    Benefit: {
        "title": "Its name for people.",
        "when": "Who has it, and when.",
    },
    Joining: {
        "at_first_order": "Whether a first order under a name makes its buyer a member.",
        "age_from": "How old members must be.",
    },
    Redeeming: {
        "hold_for": "How long a reservation lasts.",
        "when": "Under which conditions points and vouchers can be redeemed at all.",
    },
}  # fmt: skip
