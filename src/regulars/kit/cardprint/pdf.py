"""Pages for the card printer: front and back of each card, with bleed and crop marks if asked."""

import io
from collections.abc import Iterable

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from regulars.kit.cardprint import fonts
from regulars.kit.cardprint.layout import HEIGHT, WIDTH, Face, back, front
from regulars.kit.cardprint.marks import Box, Cells, Drawing, Mark, Words

MEDIA_TYPE = "application/pdf"
BLEED = 3.0
SLUG = 6.0  # room for the crop marks outside of the bleed
_MARK = 4.0


def sheet(faces: Iterable[Face], *, title: str, bleed: bool = False) -> bytes:
    """Will print cards, two pages each; the same cards give the same bytes."""
    out = io.BytesIO()
    edge = BLEED + SLUG if bleed else 0.0
    page = ((WIDTH + 2 * edge) * mm, (HEIGHT + 2 * edge) * mm)
    canvas = Canvas(out, pagesize=page, invariant=True)
    canvas.setTitle(title)
    canvas.setProducer("Regulars")
    for one in faces:
        for side in (front(one), back(one)):
            if bleed:
                _boxes(canvas, edge)
            _draw(canvas, side, edge, BLEED if bleed else 0.0)
            if bleed:
                _crop_marks(canvas, edge)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def _boxes(canvas: Canvas, edge: float) -> None:
    """What a printer cuts off, and how far colour runs over it."""
    for name, inset in (("Trim", edge), ("Bleed", SLUG)):
        ends = (WIDTH + 2 * edge - inset, HEIGHT + 2 * edge - inset)
        box = (inset * mm, inset * mm, ends[0] * mm, ends[1] * mm)
        getattr(canvas, f"set{name}Box")(box)


def _draw(canvas: Canvas, side: Drawing, edge: float, bleed: float) -> None:
    canvas.saveState()
    canvas.translate(edge * mm, (edge + side.height) * mm)
    for mark in side.marks:
        _mark(canvas, side, mark, bleed)
    canvas.restoreState()


def _mark(canvas: Canvas, side: Drawing, mark: Mark, bleed: float) -> None:
    canvas.setFillColor(HexColor(mark.color))
    match mark:
        case Box():
            grown = grow(side, mark, bleed) if mark.bleeds else mark
            _rectangle(canvas, grown.x, grown.y, grown.width, grown.height)
        case Cells():
            for x, y, width, height in mark.cells:
                _rectangle(canvas, x, y, width, height)
        case Words():
            name = fonts.face(mark.text, bold=mark.bold)
            assert name is not None, "a layout has no words that cannot be printed"
            canvas.setFont(name, mark.size * mm)
            place = (mark.x * mm, -mark.y * mm, mark.text)
            if mark.anchor == "end":
                canvas.drawRightString(*place)
            elif mark.anchor == "middle":
                canvas.drawCentredString(*place)
            else:
                canvas.drawString(*place)


def grow(side: Drawing, box: Box, bleed: float) -> Box:
    """Will let a box run over the edges of the card that it touches."""
    left = bleed if box.x <= 0 else 0.0
    top = bleed if box.y <= 0 else 0.0
    right = bleed if box.x + box.width >= side.width else 0.0
    bottom = bleed if box.y + box.height >= side.height else 0.0
    return Box(
        x=box.x - left, y=box.y - top, width=box.width + left + right,
        height=box.height + top + bottom, color=box.color, bleeds=True,
    )  # fmt: skip


def _rectangle(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.rect(x * mm, -(y + height) * mm, width * mm, height * mm, stroke=0, fill=1)


def _crop_marks(canvas: Canvas, edge: float) -> None:
    """Hairlines beside each corner, outside of the bleed."""
    canvas.saveState()
    canvas.setLineWidth(0.25)
    across, up = WIDTH + 2 * edge, HEIGHT + 2 * edge
    start = SLUG - 1 - _MARK
    for x in (edge, across - edge):
        canvas.line(x * mm, start * mm, x * mm, (start + _MARK) * mm)
        canvas.line(x * mm, (up - start) * mm, x * mm, (up - start - _MARK) * mm)
    for y in (edge, up - edge):
        canvas.line(start * mm, y * mm, (start + _MARK) * mm, y * mm)
        canvas.line((across - start) * mm, y * mm, (across - start - _MARK) * mm, y * mm)
    canvas.restoreState()
