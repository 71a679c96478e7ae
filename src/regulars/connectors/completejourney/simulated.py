"""What the demo shop adds to the data because the data has none of it: one list, shown as such.

Every draw comes from the seed and the thing that it is about, so two loads of the demo are equal
and each part can be made again alone.
"""

from hashlib import blake2b

SEED = "complete-journey-1"

SIMULATED = (
    "All names, e-mail addresses, telephones, cards and birthdays of members are invented.",
    "Members join at their household's first basket of the year.",
    "0.4 % of the baskets have one line returned, 2 to 14 days after the sale.",
    "A member with an open voucher presents one at 35 % of their baskets of 10.00 or more.",
    "A basket's recorded prices stay as they were when a voucher is used on it.",
    "What a unit costs the shop is its usual price less a margin assumed by department.",
)
"""For pages that show figures of the demo shop."""


def draw(what: str, number: int) -> int:
    """Will draw a whole number below 2**64 for one thing, always the same one."""
    digest = blake2b(f"{SEED}/{what}/{number}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def happens(what: str, number: int, *, of_ten_thousand: int) -> bool:
    """Will tell whether something happens to one thing, in so many of ten thousand."""
    return draw(what, number) % 10_000 < of_ten_thousand
