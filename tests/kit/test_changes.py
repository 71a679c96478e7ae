"""How a change is written."""

import pytest

from regulars.kit.pages.templatetags.pages import change


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (110, 100, "+10%"), (90, 100, "−10%"), (100, 100, "±0%"), (1005, 1000, "+0.5%"),
        (12_256, 12_260, "±0%"), (12_260, 12_256, "±0%"), (-50, -100, "+50%"), (0, 7, "−100%"),
    ],
)  # fmt: skip
def test_a_change_has_a_direction_unless_it_rounds_to_nothing(
    now: int, before: int, said: str
) -> None:
    assert change(now, before) == said
