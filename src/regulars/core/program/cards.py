"""Cards that members carry: what their numbers are made of, and how they look."""

from typing import Annotated, Literal

from msgspec import Meta

from regulars.core.program.stamps import Color
from regulars.core.rules.nodes import Node


class CardFace(Node, frozen=True):
    """How members' cards look on plastic and on a phone."""

    brand: Annotated[str, Meta(max_length=60)] = ""
    background: Color = "#1f3a2e"
    text: Color = "#ffffff"
    note: Annotated[str, Meta(max_length=200)] = ""


class Cards(Node, frozen=True):
    """The numbers of members' cards, and how the cards look."""

    digits: Annotated[int, Meta(ge=10, le=20)] = 12
    first_digit: Annotated[int, Meta(ge=0, le=9)] = 1
    check: Literal["damm", "luhn"] = "damm"
    ean13_prefix: Annotated[str, Meta(pattern="^([0-9]{2,7})?$")] = ""
    face: CardFace = CardFace()
