"""Whole numbers out of fractions, and fractions as texts."""

from decimal import Decimal
from fractions import Fraction

import pytest

from regulars.core.rounding import as_text, divide, minor, spread


@pytest.mark.parametrize(
    ("top", "bottom", "floor", "ceil", "half_up", "half_even"),
    [
        (7, 2, 3, 4, 4, 4),
        (5, 2, 2, 3, 3, 2),
        (1, 3, 0, 1, 0, 0),
        (2, 3, 0, 1, 1, 1),
        (6, 2, 3, 3, 3, 3),
        (0, 9, 0, 0, 0, 0),
    ],
)
def test_division_by_each_rounding(
    top: int, bottom: int, floor: int, ceil: int, half_up: int, half_even: int
) -> None:
    found = [divide(top, bottom, mode) for mode in ("floor", "ceil", "half-up", "half-even")]
    assert found == [floor, ceil, half_up, half_even]


def test_money_in_the_smallest_unit_is_cut_not_rounded() -> None:
    assert minor(Decimal("1.239"), 2) == 123
    assert minor(Decimal(500), 0) == 500
    assert minor(Decimal("0.5"), 3) == 500


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (0, [5, 5], [0, 0]),
        (7, [0, 7], [0, 7]),
        (5, [0, 0], [0, 0]),
        (100, [1, 2, 4], [14, 29, 57]),
    ],
)
def test_spread_adds_up(total: int, weights: list[int], parts: list[int]) -> None:
    assert spread(total, weights) == parts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(3, 2), "1.5"),
        (Fraction(2), "2"),
        (Fraction(4, 3), "4/3"),
        (Fraction(5, 4), "1.25"),
        (Fraction(100), "100"),
    ],
)
def test_fractions_as_texts(value: Fraction, text: str) -> None:
    assert as_text(value) == text
