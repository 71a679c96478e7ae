"""Money in reasons and refusals is said as money where its currency is known."""

from string import Formatter

import pytest

from regulars.kit import speech
from regulars.wire.sentences import BENEFITS, MONEY, PROBLEMS, REASONS, STAFF, for_staff, sentence

BOUNDS = {"least": 500, "most": 15_000}


def test_at_a_door_that_knows_the_currency() -> None:
    with speech.counting_in("EUR"):
        assert for_staff("gift_card_out_of_bounds", BOUNDS) == (
            "Cards are sold with €5.00 to €150.00."
        )
        assert sentence("problem.top_up_too_small", {"least": 500}) == (
            "Less than €5.00 cannot be paid in."
        )
        # What was put into words before stays as it is.
        assert sentence("problem.top_up_too_small", {"least": "5 €"}).startswith("Less than 5 €")
    with speech.counting_in("JPY"):
        assert for_staff("top_up_too_small", {"least": 500}) == (
            "At least JP¥500 is paid in at once."
        )


def test_where_nobody_says_the_currency_the_unit_is_named() -> None:
    assert for_staff("top_up_too_small", {"least": 500}) == (
        "At least 500 in the smallest unit is paid in at once."
    )


@pytest.mark.parametrize("code", MONEY)
def test_every_named_parameter_is_in_a_text(code: str) -> None:
    texts = [
        table[code] for table in (STAFF, PROBLEMS, REASONS, BENEFITS) if code in table
    ]  # fmt: skip
    gaps = {name for text in texts for _text, name, _form, _as in Formatter().parse(text)}
    assert set(MONEY[code]) <= gaps
