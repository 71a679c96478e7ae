"""Any colour of a shop gives pages that can be read."""

from hypothesis import given
from hypothesis import strategies as st

from regulars.core.checks.cards import contrast
from regulars.kit.pages.shades import DAY, NIGHT, WHITE, shades, style

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(color=COLORS)
def test_every_shade_can_be_read(color: str) -> None:
    found = shades(color)
    day, night = found.accent
    for shade, grounds in ((day, (DAY, WHITE, found.soft[0])), (night, (NIGHT, found.soft[1]))):
        assert min(contrast(shade, ground) for ground in grounds) >= 4.5
    assert min(contrast(*pair) for pair in zip(found.accent, found.ink, strict=True)) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert shades("#7a1f5c").accent[0] == "#7a1f5c"
    assert shades("#ffd84d").accent == (shades("#ffd84d").accent[0], "#ffd84d")


def test_nothing_said_is_no_sheet() -> None:
    assert style(None, "classic") == ""
    assert "--face-body" in style(None, "book")
    assert "light-dark(#7a1f5c, " in style("#7a1f5c", "classic")
