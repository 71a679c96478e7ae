"""An address as a QR code for a page: black on white, whatever the page's colours are."""

from regulars.kit.cardprint.marks import Box, Drawing
from regulars.kit.cardprint.svg import picture
from regulars.kit.cardprint.symbols import qr

_SIZE = 240.0


def square(address: str) -> str:
    """Will draw it as SVG, named by what it says."""
    paper = Box(x=0, y=0, width=_SIZE, height=_SIZE, color="#ffffff")
    cells = qr(address, x=0, y=0, size=_SIZE, color="#000000")
    return picture(Drawing(width=_SIZE, height=_SIZE, marks=(paper, cells)), label=address).decode()
