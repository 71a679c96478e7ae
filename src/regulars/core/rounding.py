"""Whole numbers out of exact fractions, with the rounding named at the call. No floats anywhere."""

from decimal import Decimal
from fractions import Fraction

EXPONENTS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
    "RWF": 0, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip
"""Digits after the point by ISO 4217, where they are not two."""


def exponent(currency: str) -> int:
    """Will give how many digits a currency has after the point."""
    return EXPONENTS.get(currency, 2)


def minor(amount: Decimal, digits: int) -> int:
    """Will give an amount in its smallest unit; what is finer than that is cut off."""
    return int(amount.scaleb(digits))


def ratio(amount: Decimal) -> tuple[int, int]:
    """Will give a decimal as an exact fraction."""
    return amount.as_integer_ratio()


def divide(top: int, bottom: int, mode: str) -> int:
    """Will divide a non-negative number by a positive one: 'floor', 'ceil', 'half-up',
    'half-even'.
    """
    whole, rest = divmod(top, bottom)
    if mode == "floor" or not rest:
        return whole
    if mode == "ceil":
        return whole + 1
    if rest * 2 == bottom:
        return whole + 1 if mode == "half-up" else whole + (whole & 1)
    return whole + (rest * 2 > bottom)


def as_text(value: Fraction) -> str:
    """Will write an exact fraction: as a decimal where it is one ('1.5'), else as '4/3'."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    return f"{(Decimal(value.numerator) / value.denominator).normalize():f}"


def spread(total: int, weights: list[int]) -> list[int]:
    """Will share a total out by weight, in whole units that add up; the largest rests get one
    more.
    """
    whole = sum(weights)
    if whole <= 0:
        return [0] * len(weights)
    parts = [divmod(total * weight, whole) for weight in weights]
    left = total - sum(part for part, _ in parts)
    order = sorted(range(len(parts)), key=lambda i: (-parts[i][1], i))
    extra = set(order[:left])
    return [part + (i in extra) for i, (part, _) in enumerate(parts)]
