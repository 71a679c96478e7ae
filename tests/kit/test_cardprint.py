"""Cards on plastic and on screens: what is read is what was meant, and nothing runs over."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.core.card_numbers import ean
from regulars.kit.cardprint import fonts, layout, pdf, svg, symbols
from regulars.kit.cardprint.marks import Box, Cells, Words

FACE = layout.Face(
    brand="Corner shop", level="Gold", name="Aino Virtanen", code="104728391056",
    shown="1047 2839 1056", note="Found? Please bring it back.", background="#1f3a2e",
    text="#ffffff",
)  # fmt: skip
TEXTS = st.text(max_size=80)
_RIGHT = {"0001101": 0, "0011001": 1, "0010011": 2, "0111101": 3, "0100011": 4, "0110001": 5,
          "0101111": 6, "0111011": 7, "0110111": 8, "0001011": 9}  # fmt: skip


def face(**said: str) -> layout.Face:
    """The usual face with something else on it."""
    known = {name: getattr(FACE, name) for name in layout.Face.__struct_fields__}
    return layout.Face(**known | said)


def ends(mark: Words) -> tuple[float, float]:
    """Where a line of text begins and ends."""
    wide = fonts.width(mark.text, mark.size, bold=mark.bold)
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[mark.anchor]
    return mark.x - share * wide, mark.x + (1 - share) * wide


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_no_text_touches_an_edge(brand: str, level: str, name: str, note: str) -> None:
    one = face(brand=brand, level=level, name=name, note=note)
    for side in (layout.front(one), layout.back(one)):
        for mark in side.marks:
            if isinstance(mark, Words):
                begin, end = ends(mark)
                assert begin >= layout.MARGIN - 0.1
                assert end <= side.width - layout.MARGIN + 0.1
                assert mark.y <= side.height - 3
                assert fonts.face(mark.text, bold=mark.bold) is not None


@given(TEXTS, TEXTS)
def test_brand_and_level_share_the_strip(brand: str, level: str) -> None:
    side = layout.front(face(brand=brand, level=level, name=""))
    strip = [one for one in side.marks if isinstance(one, Words) and one.y < layout.STRIP]
    places = sorted(ends(one) for one in strip)
    assert all(before[1] < after[0] for before, after in pairwise(places))


@given(st.text("0123456789", min_size=12, max_size=12))
def test_ean_13_says_its_digits_again(body: str) -> None:
    number = body + ean(body)
    modules, (before, after) = symbols.bars(number)
    assert (len(modules), before, after) == (95, 11, 7)
    turned = str.maketrans("01", "10")
    right = [modules[50 + 7 * at : 57 + 7 * at].translate(turned) for at in range(6)]
    assert "".join(str(_RIGHT[one]) for one in right) == number[7:]
    left = [modules[3 + 7 * at : 10 + 7 * at] for at in range(6)]
    digits = [_RIGHT.get(one, _RIGHT.get(one[::-1].translate(turned))) for one in left]
    assert "".join(map(str, digits)) == number[1:7]


def test_a_published_ean_13() -> None:
    # 4 006381 333931: parities LGLLGG.
    modules, _ = symbols.bars("4006381333931")
    assert modules == (
        "101" "0001101" "0100111" "0101111" "0111101" "0001001" "0110011" "01010"
        "1000010" "1000010" "1000010" "1110100" "1000010" "1100110" "101"
    )  # fmt: skip


def test_code_128_packs_digits_in_pairs() -> None:
    modules, quiet = symbols.bars("104728391056")
    assert quiet == (10, 10)
    assert len(modules) == 11 * (1 + 6 + 1) + 13  # start, pairs, check, stop
    assert (modules[:11], modules[-13:]) == ("11010011100", "1100011101011")


@pytest.mark.parametrize("number", ["x" * 40, "Ñ-100", ""])
def test_what_cannot_be_bars_is_none(number: str) -> None:
    with pytest.raises(symbols.TooWideError):
        symbols.barcode(
            number, x=0, y=0, width=50, height=10, least=0.25, most=0.33, color="#000000"
        )


def test_quiet_zones_are_kept() -> None:
    for code in ("104728391056", "2900000123458", "1" * 20):
        side = layout.back(face(code=code, shown=code))
        square, bars = (one for one in side.marks if isinstance(one, Cells))
        right = max(x + width for x, _, width, _ in bars.cells)
        left = min(x for x, _, _, _ in bars.cells)
        module = min(width for _, _, width, _ in bars.cells)
        assert left - layout.MARGIN >= 10 * module - 0.01
        assert min(x for x, _, _, _ in square.cells) - right >= 7 * module
        assert module >= 0.25


def test_long_names_take_two_lines_and_are_cut_with_a_sign() -> None:
    long = "Maria-Magdalena Antonia von Hohenzollern-Sigmaringen de la Cruz y Rodríguez"
    words = [one.text for one in layout.front(face(name=long)).marks if isinstance(one, Words)]
    name = [one for one in words if one[0] in "Mv"]
    assert len(name) == 2
    assert name[0] == "Maria-Magdalena Antonia"
    assert name[1].endswith("…")


def test_pictures_in_a_name_are_left_out_and_letters_nobody_has_leave_the_name_out() -> None:
    assert fonts.printable("Liam \N{PARTY POPPER} O’Connor") == "Liam O’Connor"
    assert fonts.printable("فاطمة") == ""
    assert fonts.printable("हिन्दी") == ""
    assert "فاطمة".encode() in svg.picture(layout.phone(face(name="فاطمة")), label="x")


def test_pages_of_the_size_of_a_card_and_with_bleed() -> None:
    plain = pdf.sheet([FACE, FACE], title="Cards")
    assert len(re.findall(rb"/Type /Page\b", plain)) == 4
    assert re.search(rb"/MediaBox \[ 0 0 242\.6457 153\.0709 \]", plain)
    assert plain == pdf.sheet([FACE, FACE], title="Cards")
    bled = pdf.sheet([FACE], title="Cards", bleed=True)
    assert re.search(rb"/TrimBox \[ 25\.51181 25\.51181 268\.1575 178\.5827 \]", bled)
    assert b"/BleedBox" in bled


def test_colour_runs_over_the_edges_that_it_touches() -> None:
    side = layout.front(FACE)
    whole = side.marks[0]
    assert isinstance(whole, Box)
    grown = pdf.grow(side, whole, 3)
    assert (grown.x, grown.y, grown.width, grown.height) == (-3, -3, 91.6, 60)
    strip = side.marks[1]
    assert isinstance(strip, Box)
    over = pdf.grow(side, strip, 3)
    assert (over.y, over.height) == (-3, 8)


def test_a_picture_is_well_formed_whatever_a_name_says() -> None:
    said = svg.picture(layout.phone(face(name="<b>&\"'", brand="A & B")), label='"x" & <y>')
    assert b"&lt;b&gt;&amp;" in said
    assert said.startswith(b"<svg ")
    assert b"aria-label='\"x\" &amp; &lt;y&gt;'" in said
