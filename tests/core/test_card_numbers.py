"""Numbers of cards: published vectors of the check digits, and what they find of typing errors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.core import card_numbers
from regulars.core.checks.cards import contrast
from regulars.core.program import Cards

DIGITS = st.text("0123456789", min_size=1, max_size=20)
PLAIN, EAN = Cards(), Cards(ean13_prefix="29")


def test_published_vectors() -> None:
    assert card_numbers.luhn("7992739871") == "3"
    assert card_numbers.damm("572") == "4"
    assert card_numbers.ean("290000012345") == "8"
    assert card_numbers.is_ean13("4006381333931")
    # The swap that Luhn cannot see, and Damm does.
    assert card_numbers.luhn("1234509") == card_numbers.luhn("1234590")
    assert card_numbers.damm("1234509") != card_numbers.damm("1234590")


@given(DIGITS, st.data())
def test_damm_finds_a_wrong_digit_and_a_swap(body: str, data: st.DataObject) -> None:
    good = body + card_numbers.damm(body)
    place = data.draw(st.integers(0, len(good) - 2))
    other = data.draw(st.sampled_from([one for one in "0123456789" if one != good[place]]))
    for wrong in (
        good[:place] + other + good[place + 1 :],
        good[:place] + good[place + 1] + good[place] + good[place + 2 :],
    ):
        assert wrong == good or card_numbers.damm(wrong) != "0"


@given(DIGITS, st.data())
def test_luhn_and_ean_find_a_wrong_digit(body: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(body) - 1))
    other = data.draw(st.sampled_from([one for one in "0123456789" if one != body[place]]))
    wrong = body[:place] + other + body[place + 1 :]
    assert card_numbers.luhn(wrong) != card_numbers.luhn(body)
    assert card_numbers.ean(wrong) != card_numbers.ean(body)


@pytest.mark.parametrize("terms", [PLAIN, EAN, Cards(digits=20, check="luhn", first_digit=0)])
def test_a_made_number_is_well_formed_and_no_neighbour_is(terms: Cards) -> None:
    body = "7" * card_numbers.chance(terms)
    made = card_numbers.number(terms, body)
    assert card_numbers.well_formed(terms, made)
    assert not card_numbers.well_formed(terms, str(int(made) + 1).zfill(len(made)))
    assert not card_numbers.well_formed(terms, f"{made}0")
    assert not card_numbers.well_formed(terms, made.replace("7", "x"))
    wrong_first = ("5" if made[0] != "5" else "6") + made[1:]
    assert not card_numbers.well_formed(terms, wrong_first)


def test_how_numbers_are_read_and_typed() -> None:
    assert card_numbers.grouped("123456789012") == "1234 5678 9012"
    assert card_numbers.grouped("2900000123458") == "2 900000 123458"
    assert card_numbers.grouped("AB-12") == "AB-12"
    assert card_numbers.typed(" 1234 5678 9012 ") == "123456789012"


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)
