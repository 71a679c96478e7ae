"""Conditions."""

from regulars.core.rules.nodes import Dates, Node, Products, Range, TimeWindow, When

CONDITIONS: dict[type[Node], dict[str, str]] = {
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
        "owner": "The account is one person's, a household's or a company's.",
        "segment": "The member is in one of these segments.",
        "club": "The member is in one of these clubs, by their keys.",
        "age": "The member's age in full years.",
        "birthday": "It is the `day`, the `week` or the `month` of the member's birthday.",
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
}  # fmt: skip
