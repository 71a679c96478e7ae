"""Cards that members carry: numbers that nobody takes for others, and faces that can be read."""

from regulars.core.checks.problems import Path, Problem, Problems
from regulars.core.program import Cards, Program

CONTRAST_LEAST = 4.5
PAYMENT_DIGITS = range(13, 20)
PAYMENT_FIRST = range(3, 7)
_RESTRICTED = ("02", "04", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "0000000")


def cards(program: Program) -> Problems:
    """Will complain about `cards`."""
    word, path = program.cards, ("cards",)
    yield from _numbers(word, path)
    if contrast(word.face.background, word.face.text) < CONTRAST_LEAST:
        params = {"least": str(CONTRAST_LEAST)}
        yield Problem(code="colors_too_close", path=(*path, "face", "text"), params=params)


def contrast(one: str, other: str) -> float:
    """Will give the contrast of two colours, 1 to 21, as WCAG 2 reckons it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _numbers(word: Cards, path: Path) -> Problems:
    plain = Cards()
    if word.ean13_prefix:
        if not word.ean13_prefix.startswith(_RESTRICTED):
            params = {"prefix": word.ean13_prefix}
            here = (*path, "ean13_prefix")
            yield Problem(code="ean13_prefix_not_restricted", path=here, params=params)
        for said in ("digits", "first_digit", "check"):
            if getattr(word, said) != getattr(plain, said):
                yield Problem(code="ean13_has_own", path=(*path, said), params={"word": said})
    elif word.digits in PAYMENT_DIGITS and word.first_digit in PAYMENT_FIRST:
        here = (*path, "first_digit")
        yield Problem(code="number_like_payment_card", path=here, params={"digits": word.digits})
