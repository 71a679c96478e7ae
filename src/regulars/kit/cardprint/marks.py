"""What a card is drawn with: boxes, words and cells, in millimetres from the upper left corner.

One drawing becomes a page of a PDF or an SVG, so that plastic and phone show the same.
"""

from typing import Literal

from msgspec import Struct

Anchor = Literal["start", "middle", "end"]


class Box(Struct, frozen=True, kw_only=True):
    """A filled rectangle. One that `bleeds` grows over the edge of the card where it touches it."""

    x: float
    y: float
    width: float
    height: float
    color: str
    bleeds: bool = False


class Words(Struct, frozen=True, kw_only=True):
    """A line of text on its base line; `size` is the height of its letters' square."""

    x: float
    y: float
    text: str
    size: float
    color: str
    bold: bool = False
    anchor: Anchor = "start"


class Cells(Struct, frozen=True, kw_only=True):
    """Many small rectangles of one colour: (x, y, width, height)."""

    color: str
    cells: tuple[tuple[float, float, float, float], ...]


Mark = Box | Words | Cells


class Drawing(Struct, frozen=True, kw_only=True):
    """A card's side, or the whole of it on a screen."""

    width: float
    height: float
    marks: tuple[Mark, ...]
