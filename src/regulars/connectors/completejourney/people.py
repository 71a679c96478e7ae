"""Invented people for the households of the data: none of them exists or can be written to.

E-mail addresses are of domains kept for examples, telephone numbers of the range 555-0100 to
555-0199 that is kept for fiction.
"""

from datetime import date, timedelta

from msgspec import Struct

from regulars.connectors.completejourney.simulated import draw

FIRST = (
    "Ada", "Alma", "Amir", "Anna", "Arlo", "Asha", "Ben", "Bea", "Carl", "Cleo", "Dana", "Dev",
    "Edith", "Eli", "Ella", "Emil", "Eva", "Felix", "Finn", "Flora", "Gus", "Hana", "Hugo", "Ida",
    "Igor", "Ines", "Iris", "Ivan", "Jada", "Jon", "June", "Kai", "Kira", "Lena", "Leo", "Lila",
    "Luis", "Mara", "Max", "Maya", "Mei", "Milo", "Mina", "Nadia", "Nils", "Nina", "Noor", "Olga",
    "Omar", "Otto", "Paul", "Petra", "Ravi", "Rosa", "Ruth", "Sami", "Sara", "Tara", "Theo", "Tom",
    "Uma", "Vera", "Yara", "Zoe",
)  # fmt: skip
LAST = (
    "Abel", "Adler", "Ahmed", "Amsel", "Baker", "Barlow", "Bauer", "Birch", "Brook", "Carver",
    "Castle", "Chen", "Cole", "Cruz", "Dahl", "Daniels", "Das", "Drake", "Eaton", "Egan", "Falk",
    "Farmer", "Field", "Fisher", "Flores", "Frost", "Garner", "Glover", "Grant", "Haas", "Hale",
    "Harper", "Hill", "Holm", "Hunter", "Iqbal", "Ito", "Jansen", "Keller", "Khan", "Kim", "Lake",
    "Lamb", "Lund", "Marsh", "Mason", "Meyer", "Moreno", "Nash", "Novak", "Olsen", "Park", "Patel",
    "Quinn", "Reed", "Rios", "Sato", "Stone", "Tanner", "Vega", "Weaver", "Winter", "Wood", "Young",
)  # fmt: skip
DOMAINS = ("example.com", "example.net", "example.org")
AREAS = (
    201, 212, 215, 267, 315, 347, 412, 484, 516, 518, 551, 585, 607, 609, 631, 646, 716, 718, 732,
    845, 848, 856, 862, 908, 914, 917, 929, 973,
)  # fmt: skip
PHONES = 100 * len(AREAS)
ELDEST = date(1938, 1, 1)
DAYS_OF_BIRTH = 60 * 365


class Identity(Struct, frozen=True, kw_only=True):
    """Who a household is in the demo."""

    external_id: str
    name: str
    email: str
    phone: str | None
    card: str
    birth_date: date


def invent(household: int) -> Identity:
    """Will invent the member of a household, all different people. There are 2,800 telephone
    numbers for fiction: whoever comes after them has none."""
    chosen = draw("person", household)
    first = FIRST[chosen % len(FIRST)]
    last = LAST[chosen // len(FIRST) % len(LAST)]
    domain = DOMAINS[chosen // 2**20 % len(DOMAINS)]
    area, station = AREAS[household // 100 % len(AREAS)], 100 + household % 100
    return Identity(
        external_id=str(household),
        name=f"{first} {last}",
        email=f"{first}.{last}.{household}@{domain}".lower(),
        phone=f"+1{area}555{station:04}" if household < PHONES else None,
        card=with_check_digit(f"9{draw('card', household) % 10**10:010}{household:04}"),
        birth_date=ELDEST + timedelta(days=draw("birthday", household) % DAYS_OF_BIRTH),
    )


def with_check_digit(digits: str) -> str:
    """Will add the digit by which a reader notices a mistyped number (Luhn's)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return f"{digits}{-total % 10}"
