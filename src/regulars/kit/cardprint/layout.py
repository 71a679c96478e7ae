"""Where everything stands on a card: the strip that a wallet's slot leaves free, names, symbols."""

from msgspec import Struct

from regulars.kit.cardprint import fonts, symbols
from regulars.kit.cardprint.marks import Anchor, Box, Cells, Drawing, Mark, Words

WIDTH, HEIGHT = 85.6, 54.0  # CR80: ISO/IEC 7810 ID-1
STRIP = 5.0  # what stands out of a wallet's slot
MARGIN = 4.5
PHONE_HEIGHT = 118.0
PAPER, INK = "#ffffff", "#000000"
_MODULE_LEAST = 0.25
_NUMBER_LEAST = 0.5  # a number that is cut cannot be typed in


class Face(Struct, frozen=True, kw_only=True):
    """What is on a card. `shown` is the number as people read it, `code` as machines do."""

    brand: str
    level: str
    name: str
    code: str
    shown: str
    note: str
    background: str
    text: str


def front(one: Face) -> Drawing:
    """Will draw the side with the name and the number."""
    inside = WIDTH - 2 * MARGIN
    marks: list[Mark] = [
        Box(x=0, y=0, width=WIDTH, height=HEIGHT, color=one.background, bleeds=True),
        *_strip(one),
    ]
    marks += _name(one, inside)
    marks += _fitted(one.shown, MARGIN, 46, 5.2, inside, color=one.text, least=_NUMBER_LEAST)
    return Drawing(width=WIDTH, height=HEIGHT, marks=tuple(marks))


def back(one: Face) -> Drawing:
    """Will draw the side that is scanned: bars, QR code, the number again and the small print."""
    marks: list[Mark] = [
        Box(x=0, y=0, width=WIDTH, height=HEIGHT, color=PAPER, bleeds=True), *_strip(one),
    ]  # fmt: skip
    square = 23.0
    left = WIDTH - MARGIN - square
    marks.append(symbols.qr(one.code, x=left, y=8.5, size=square, color=INK))
    wide = left - MARGIN
    marks += _bars(one.code, MARGIN, 11, wide, 14)
    marks += _fitted(
        one.shown, MARGIN + wide / 2, 30, 3.6, wide, color=INK, anchor="middle", least=_NUMBER_LEAST
    )
    for at, line in enumerate(_lines(one.note, 2.6, WIDTH - 2 * MARGIN)):
        marks.append(Words(x=MARGIN, y=39 + at * 3.8, text=line, size=2.6, color=INK))
    return Drawing(width=WIDTH, height=HEIGHT, marks=tuple(marks))


def phone(one: Face) -> Drawing:
    """Will draw the card for a screen: both sides in one, the symbols large and on white."""
    inside = WIDTH - 2 * MARGIN
    marks: list[Mark] = [
        Box(x=0, y=0, width=WIDTH, height=PHONE_HEIGHT, color=one.background),
        *_strip(one, 10.0, 4.4, drawn=True),
    ]
    marks += _fitted(one.name, MARGIN, 21, 5.6, inside, color=one.text, bold=True, drawn=True)
    panel = PHONE_HEIGHT - 27 - MARGIN
    marks.append(Box(x=MARGIN, y=27, width=inside, height=panel, color=PAPER))
    square = 50.0
    marks.append(symbols.qr(one.code, x=(WIDTH - square) / 2, y=28, size=square, color=INK))
    marks += _bars(one.code, MARGIN, 81, inside, 18, 0.6)
    marks += _fitted(
        one.shown, WIDTH / 2, 108, 5.2, inside - 6, color=INK, anchor="middle", least=_NUMBER_LEAST
    )
    return Drawing(width=WIDTH, height=PHONE_HEIGHT, marks=tuple(marks))


def code(text: str) -> Drawing:
    """Will draw a code alone for a scanner, on white with its quiet zone."""
    size = 40.0
    paper = Box(x=0, y=0, width=size, height=size, color=PAPER)
    cells = symbols.qr(text, x=0, y=0, size=size, color=INK)
    return Drawing(width=size, height=size, marks=(paper, cells))


def _strip(
    one: Face, height: float = STRIP, size: float = 2.7, *, drawn: bool = False
) -> list[Mark]:
    """The upper strip in turned colours: whose card it is, and which level."""
    marks: list[Mark] = [
        Box(x=0, y=0, width=WIDTH, height=height, color=one.text, bleeds=True),
        Box(x=0, y=height, width=WIDTH, height=0.4, color=one.background, bleeds=True),
    ]
    base, inside = height / 2 + size * 0.36, WIDTH - 2 * MARGIN
    color = one.background
    level = _fitted(
        one.level, WIDTH - MARGIN, base, size, inside * 0.45, color=color, anchor="end", drawn=drawn
    )
    brand = _fitted(
        one.brand, MARGIN, base, size, inside * (0.5 if level else 1), color=color, bold=True,
        drawn=drawn,
    )  # fmt: skip
    return [*marks, *level, *brand]


def _name(one: Face, width: float) -> list[Mark]:
    """On one line if it fits, else on two in smaller letters."""
    size, small = 6.2, 4.8
    said = fonts.printable(one.name, bold=True)
    if fonts.width(said, small, bold=True) <= width:
        return _fitted(said, MARGIN, 31, size, width, color=one.text, bold=True)
    lines = _lines(said, small, width, 2, bold=True)
    return [
        Words(x=MARGIN, y=31 - 6.4 * (len(lines) - 1 - at), text=line, size=small, color=one.text,
              bold=True)
        for at, line in enumerate(lines)
    ]  # fmt: skip


def _bars(
    code: str, x: float, y: float, width: float, height: float, most: float = 0.33
) -> list[Mark]:
    """Bars, unless they would be too narrow for a scanner: then the QR code does it alone."""
    try:
        cells: Cells = symbols.barcode(
            code,
            x=x,
            y=y,
            width=width,
            height=height,
            least=_MODULE_LEAST,
            most=most,
            color=INK,
        )
    except symbols.TooWideError:
        return []
    return [cells]


def _fitted(
    text: str, x: float, y: float, size: float, width: float, *, color: str, bold: bool = False,
    anchor: Anchor = "start", drawn: bool = False, least: float = 0.8,
) -> list[Mark]:  # fmt: skip
    """A line that fits: smaller to its `least` share, then cut at a word, then within one. What no
    face can print is left out, unless it is `drawn` by a screen."""
    text = text.strip() if drawn else fonts.printable(text, bold=bold)
    if not text:
        return []
    smaller = max(least * size, min(size, size * width / fonts.width(text, size, bold=bold)))
    return [
        Words(x=x, y=y, text=cut(text, smaller, width, bold=bold), size=smaller, color=color,
              bold=bold, anchor=anchor)
    ]  # fmt: skip


def cut(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Will shorten a text to a width: whole words if half of it or more remains, with a sign that
    something is missing."""
    if fonts.width(text, size, bold=bold) <= width + 0.01:
        return text
    kept = text
    while kept and fonts.width(f"{kept}…", size, bold=bold) > width:
        kept = kept[:-1]
    whole = kept.rpartition(" ")[0]
    if text[len(kept) : len(kept) + 1] != " " and len(whole) * 2 >= len(kept):
        kept = whole
    return f"{kept.rstrip(' ,.-')}…"


def _lines(text: str, size: float, width: float, most: int = 3, *, bold: bool = False) -> list[str]:
    """The lines of a small print; what is more than there is room for is cut."""
    text = fonts.printable(text, bold=bold)
    if not text:
        return []
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and fonts.width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [cut(line, size, width, bold=bold) for line in lines]
