"""A card as an SVG, for a screen; its letters are the screen's own."""

from xml.sax.saxutils import escape, quoteattr

from regulars.kit.cardprint.marks import Box, Cells, Drawing, Mark, Words

MEDIA_TYPE = "image/svg+xml"
_FACES = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"


def picture(side: Drawing, *, label: str) -> bytes:
    """Will draw a card; `label` says what it is to those who cannot see it."""
    size = f'viewBox="0 0 {side.width:g} {side.height:g}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" '
        f"aria-label={quoteattr(label)} font-family={quoteattr(_FACES)}>"
    )
    return "\n".join((head, *map(_mark, side.marks), "</svg>\n")).encode()


def _mark(mark: Mark) -> str:
    match mark:
        case Box():
            return _rectangle(mark.x, mark.y, mark.width, mark.height, mark.color)
        case Cells():
            path = "".join(
                # Ends, not widths: neighbours meet at the same rounded place.
                f"M{x:.3f} {y:.3f}H{x + width:.3f}V{y + height:.3f}H{x:.3f}z"
                for x, y, width, height in mark.cells
            )
            return f'<path fill="{mark.color}" shape-rendering="crispEdges" d="{path}"/>'
        case Words():
            weight = ' font-weight="700"' if mark.bold else ""
            return (
                f'<text x="{mark.x:.4g}" y="{mark.y:.4g}" font-size="{mark.size:.4g}" '
                f'fill="{mark.color}" text-anchor="{mark.anchor}"{weight} '
                f'unicode-bidi="plaintext">{escape(mark.text)}</text>'
            )


def _rectangle(x: float, y: float, width: float, height: float, color: str) -> str:
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {place} fill="{color}"/>'
