"""How the members' pages look: the shop's own colour and typeface."""

from typing import Literal

from regulars.core.program.stamps import Color
from regulars.core.rules.nodes import Node

Typeface = Literal["classic", "plain", "rounded", "book", "engraved"]


class Look(Node, frozen=True):
    """How the club's pages and the widget look. The logo is a picture and no part of the file."""

    color: Color | None = None
    typeface: Typeface = "classic"
