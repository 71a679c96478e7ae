"""Rewards have pictures, and the shop a logo: what was uploaded is looked through first, and lives
under its hash.
"""

import hashlib
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.core.effects import Params, Refused
from regulars.domains import pictures
from regulars.domains.pictures.contracts import Picture
from regulars.flows.shops import Shop
from regulars.kit.images import BYTES_MAX, NoImageError, clean

ENDINGS = {"png": "png", "jpeg": "jpg", "webp": "webp"}
LOGO = "look:logo"
BEFORE = "look:logo-before"
LOGO_HIGH = 40  # the most that a page gives it, in its own units
LOGO_WIDE = 200


class Logo(Struct, frozen=True, kw_only=True):
    """A logo: where it is, its own size, and the size at which pages show it."""

    address: str
    kind: str
    side: tuple[int, int]
    width: int
    height: int


def show(conn: Connection, shop: Shop, reward: str, raw: bytes) -> Picture | Refused:
    """Will let a reward show a picture. Refusals: reward_unknown, image_refused."""
    if reward not in shop.program.document.rewards:
        return Refused(code="reward_unknown", params={"reward": reward})
    return _show(conn, shop, _subject(reward), raw)


def hide(conn: Connection, shop: Shop, reward: str) -> bool:
    """Will let a reward show no picture; answers whether it had one."""
    return pictures.operations.hide(conn, shop.program_id, _subject(reward))


def show_logo(conn: Connection, shop: Shop, raw: bytes) -> Picture | Refused:
    """Will let the club's pages show a logo; the one before can come back. Refusals:
    image_refused."""
    was = pictures.queries.shown_by(conn, shop.program_id, LOGO)
    done = _show(conn, shop, LOGO, raw)
    if was is not None and isinstance(done, Picture) and done.digest != was.digest:
        pictures.operations.point(conn, shop.program_id, BEFORE, was.digest)
    return done


def hide_logo(conn: Connection, shop: Shop) -> bool:
    """Will let the club's pages show no logo; answers whether they did. It can come back."""
    was = pictures.queries.shown_by(conn, shop.program_id, LOGO)
    if was is not None:
        pictures.operations.point(conn, shop.program_id, BEFORE, was.digest)
    return pictures.operations.hide(conn, shop.program_id, LOGO)


def logo_back(conn: Connection, shop: Shop) -> bool:
    """Will put up the logo from before, in whose place comes the one that was up; answers whether
    there was one."""
    before = pictures.queries.shown_by(conn, shop.program_id, BEFORE)
    if before is None:
        return False
    now = pictures.queries.shown_by(conn, shop.program_id, LOGO)
    pictures.operations.point(conn, shop.program_id, LOGO, before.digest)
    if now is None:
        pictures.operations.hide(conn, shop.program_id, BEFORE)
    else:
        pictures.operations.point(conn, shop.program_id, BEFORE, now.digest)
    return True


def logo(conn: Connection, program_id: UUID) -> Logo | None:
    """Will give the club's logo, fitted into what pages have room for."""
    return _logo(conn, program_id, LOGO)


def logo_before(conn: Connection, program_id: UUID) -> Logo | None:
    """Will give the logo that was up before, if it can come back."""
    return _logo(conn, program_id, BEFORE)


def _logo(conn: Connection, program_id: UUID, subject: str) -> Logo | None:
    found = pictures.queries.shown_by(conn, program_id, subject)
    if found is None:
        return None
    scale = min(LOGO_HIGH / found.height, LOGO_WIDE / found.width)
    return Logo(
        address=address(found.digest, found.kind), kind=found.kind,
        side=(found.width, found.height), width=max(round(found.width * scale), 1),
        height=max(round(found.height * scale), 1),
    )  # fmt: skip


def _show(conn: Connection, shop: Shop, subject: str, raw: bytes) -> Picture | Refused:
    try:
        found = clean(raw)
    except NoImageError as error:
        params: Params = {"why": str(error), "megabytes": BYTES_MAX // 1_048_576}
        return Refused(code="image_refused", params=params)
    picture = Picture(
        digest=hashlib.sha256(found.body).hexdigest(), kind=found.kind, width=found.width,
        height=found.height, body=found.body,
    )  # fmt: skip
    pictures.operations.show(conn, shop.program_id, subject, picture, shop.now)
    return picture


def addresses(conn: Connection, shop: Shop) -> dict[str, str]:
    """Will give where the picture of each reward is, for those that have one."""
    found = pictures.queries.shown(conn, shop.program_id)
    return {
        subject.removeprefix("reward:"): address(digest, kind)
        for subject, (digest, kind) in found.items()
        if subject.startswith("reward:")
    }


def address(digest: str, kind: str) -> str:
    """Will name the place of a picture on this installation."""
    return f"/images/{digest}.{ENDINGS[kind]}"


def _subject(reward: str) -> str:
    return f"reward:{reward}"
