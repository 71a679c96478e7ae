"""Numbers of members' cards: a first part that says whose and which kind, chance, a check digit.

Chance comes from outside; here a body of digits becomes a number. Luhn (ISO/IEC 7812-1) misses a
swap of 0 and 9, Damm misses no single wrong digit and no swap of neighbours.
"""

from regulars.core.program import Cards

EAN13 = 13
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def luhn(digits: str) -> str:
    """Will give the check digit of ISO/IEC 7812-1."""
    doubled = (int(one) * (2 - place % 2) for place, one in enumerate(reversed(digits)))
    return str(-sum(number // 10 + number % 10 for number in doubled) % 10)


def damm(digits: str) -> str:
    """Will give Damm's check digit."""
    found = "0"
    for one in digits:
        found = _DAMM[int(found)][int(one)]
    return found


def ean(digits: str) -> str:
    """Will give the check digit of EAN and of the other GS1 numbers: weights 3 and 1 from the
    right."""
    weighed = (int(one) * (3 - place % 2 * 2) for place, one in enumerate(reversed(digits)))
    return str(-sum(weighed) % 10)


def chance(terms: Cards) -> int:
    """Will tell how many digits of a number are left to chance."""
    if terms.ean13_prefix:
        return EAN13 - len(terms.ean13_prefix) - 1
    return terms.digits - 2


def number(terms: Cards, body: str) -> str:
    """Will make a number of as many digits as `chance` says."""
    assert len(body) == chance(terms), "a body has as many digits as are left to chance"
    if terms.ean13_prefix:
        said = terms.ean13_prefix + body
        return said + ean(said)
    said = f"{terms.first_digit}{body}"
    return said + (luhn(said) if terms.check == "luhn" else damm(said))


def well_formed(terms: Cards, text: str) -> bool:
    """Will tell whether a text is a number that the program could have made."""
    if not (text.isascii() and text.isdecimal()):
        return False
    prefix = terms.ean13_prefix or str(terms.first_digit)
    size = EAN13 if terms.ean13_prefix else terms.digits
    if len(text) != size or not text.startswith(prefix):
        return False
    return number(terms, text[len(prefix) : -1]) == text


def is_ean13(text: str) -> bool:
    """Will tell whether a text can be drawn as EAN-13."""
    digits = len(text) == EAN13 and text.isascii() and text.isdecimal()
    return digits and ean(text[:-1]) == text[-1]


def grouped(text: str) -> str:
    """Will write a number as people read it aloud: in fours, or as EAN-13 is printed."""
    if is_ean13(text):
        return f"{text[0]} {text[1:7]} {text[7:]}"
    if not text.isalnum():
        return text
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def typed(text: str) -> str:
    """Will read a number as it was typed: spaces between its groups do not matter."""
    return "".join(text.split())
