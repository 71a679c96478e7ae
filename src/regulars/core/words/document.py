"""The file as a whole, and its small parts."""

from regulars.core.program import (
    Benefit,
    Joining,
    Look,
    PriceOff,
    Program,
    Question,
    Uses,
    VolumePrice,
)
from regulars.core.rules.nodes import Node

DOCUMENT: dict[type[Node], dict[str, str]] = {
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
        "stamp_cards": "Cards with places that fill, and what a full one gives.",
        "stored_value": "Money that members pay in and spend, or that rules give back.",
        "rewards": "What can be bought with points or issued by rules.",
        "automatic": "What happens by itself.",
        "tiers": "The levels that members reach.",
        "tier_sets": "More sets of levels beside the first, by name.",
        "benefits": "What members may have without paying points.",
        "events": "What holds for all events with places.",
        "joining": "Who may join and how.",
        "profile": "What members are asked about themselves, by the name of the attribute.",
        "households": "Members who pool what they have; nobody can, if not said.",
        "companies": "Firms as members, with several buyers; there are none, if not said.",
        "cards": "What numbers the members' cards have, and how the cards look.",
        "look": "How the club's pages look.",
        "redeeming": "How points are spent.",
        "clawback": (
            "How far earned points are taken back: what is `pending-only`, `within-balance`, or "
            "`negative` with a deficit that the next earnings repay."
        ),
        "campaigns": "What is on for a while, and for whom.",
        "segments": "Groups of members, worked out again at least once a day.",
        "stages": "When a customer counts as a VIP, at risk or gone.",
        "terms": "Texts of the printed terms, by name.",
    },
    Joining: {
        "at_first_order": "Whether a first order under a name makes its buyer a member.",
        "keep_for": (
            "How long what a member had waits for them when they leave; gone at once, if not said."
        ),
        "age_from": "How old members must be.",
    },
    Question: {
        "ask": "The question, as members read it.",
        "answers": "What can be chosen; a few words of their own, if not said.",
        "why": "What the shop does with the answer, in its own words.",
    },
    Look: {
        "color": (
            "The shop's colour, written as #7a1f5c. Pages take a darker or lighter shade of it "
            "where it would be hard to read."
        ),
        "typeface": (
            "The letters: `classic` has headings with serifs, `plain` none, `rounded` soft ones; "
            "`book` has serifs everywhere, `engraved` the wide ones of old signs."
        ),
    },
    Benefit: {
        "title": "Its name for people.",
        "when": "Who has it, and when.",
        "uses": "How often it may be used.",
        "value": "What one use saves the member, in money.",
        "price_off": "What members pay less.",
    },
    Uses: {
        "times": "So many times.",
        "per": "In each day, week, month, quarter or year of the shop's calendar, or in all.",
        "levels": "Other numbers for members of these levels.",
    },
    PriceOff: {
        "percent": "So much of the price.",
        "amount": "So much for each item.",
        "products": "Which lines are meant.",
        "by_volume": "Steps by the number of items, in place of one price for all.",
        "count": "Items are counted for each `line`, or for all those lines `together`.",
    },
    VolumePrice: {
        "from": "From so many items on.",
        "percent": "So much of the price.",
        "amount": "So much for each item.",
    },
}  # fmt: skip
