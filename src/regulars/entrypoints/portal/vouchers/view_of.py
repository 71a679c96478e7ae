"""A voucher as its owner reads it."""

from base64 import b64encode
from datetime import datetime

from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Voucher
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.amounts import reward_title, terms_of
from regulars.kit.cardprint import layout, svg

PAST = 20


class Line(Struct, frozen=True, kw_only=True):
    """One voucher in a list."""

    code: str
    title: str
    status: str
    uses_left: int | None
    expires_at: datetime | None
    ended_at: datetime | None


class Shown(Struct, frozen=True, kw_only=True):
    """One voucher for the till: its line, its picture, and how to use it."""

    line: Line
    picture: str
    how: str
    sentence: str
    terms: str


def held(visit: Visit) -> tuple[list[Line], list[Line]]:
    """Will list what is open, the first to expire first; and what is over, the last first."""
    account = [visit.me.account_id]
    over = [one for one in rewards.vouchers(visit.conn, account) if one.status not in OPEN]
    over.sort(key=lambda one: one.ended_at or one.issued_at, reverse=True)
    return (
        [_line(visit, one) for one in rewards.open_vouchers(visit.conn, account)],
        [_line(visit, one) for one in over[:PAST]],
    )


OPEN = ("open", "moved")  # what moved is somebody else's to show


def shown(visit: Visit, code: str) -> Shown | None:
    """Will give one voucher of the member's account."""
    found = rewards.by_code(visit.conn, visit.program_id, code)
    if found is None or found.account_id != visit.me.account_id:
        return None
    word = visit.shop.timeline.version(found.version).document.rewards[found.reward]
    how = _("Show it at the till, or type the code in where you pay in the web shop.")
    if word.kind == "gift-card":
        how = _("It becomes a gift card: ask for it at the till.")
    return Shown(
        line=_line(visit, found), picture=qr(found.code) if found.status == "open" else "",
        how=how, sentence=terms_of(visit, found.reward, found.version), terms=word.terms,
    )  # fmt: skip


def qr(code: str) -> str:
    """Will draw a code for a scanner, as an address that a page can hold."""
    return address_of(svg.picture(layout.code(code), label=code))


def address_of(picture: bytes) -> str:
    """Will write a picture as an address."""
    return f"data:{svg.MEDIA_TYPE};base64,{b64encode(picture).decode()}"


def _line(visit: Visit, one: Voucher) -> Line:
    return Line(
        code=one.code, title=reward_title(visit, one.reward, one.version), status=one.status,
        uses_left=one.uses_left if one.uses_left != 1 else None, expires_at=one.expires_at,
        ended_at=one.ended_at,
    )  # fmt: skip
