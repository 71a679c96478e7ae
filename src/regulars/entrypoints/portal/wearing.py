"""What a page needs in order to look like the shop's own."""

from typing import Protocol
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.flows import picturing
from regulars.flows.picturing import Logo
from regulars.flows.shops import Shop
from regulars.kit.pages import shades, wearing


class Visit(Protocol):
    """Of a visit, what tells how its pages look."""

    @property
    def shop(self) -> Shop: ...
    @property
    def conn(self) -> Connection: ...
    @property
    def program_id(self) -> UUID: ...
    def address(self, view: str, **parts: str) -> str: ...


class Look(Struct, frozen=True, kw_only=True):
    """Where the style sheet is ('' for none), the logo if there is one, and the colour."""

    sheet: str
    logo: Logo | None
    color: str


def look_of(visit: Visit) -> Look:
    """Will say how the club's pages look."""
    document = visit.shop.program.document
    mark = wearing.mark_of(document.look)
    return Look(
        sheet=visit.address("look", mark=mark) if mark else "",
        logo=picturing.logo(visit.conn, visit.program_id), color=document.look.color or "",
    )  # fmt: skip


def accent_of(visit: Visit) -> str:
    """Will give the colour that a launcher in the shop's own pages has; '' for ours."""
    color = visit.shop.program.document.look.color
    return shades.shades(color).accent[0] if color else ""
