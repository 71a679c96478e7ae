"""Rewards have pictures: what was uploaded is looked through first, and lives under its hash."""

import hashlib

from psycopg import Connection

from regulars.core.effects import Params, Refused
from regulars.domains import pictures
from regulars.domains.pictures.contracts import Picture
from regulars.flows.shops import Shop
from regulars.kit.images import BYTES_MAX, NoImageError, clean

ENDINGS = {"png": "png", "jpeg": "jpg", "webp": "webp"}


def show(conn: Connection, shop: Shop, reward: str, raw: bytes) -> Picture | Refused:
    """Will let a reward show a picture. Refusals: reward_unknown, image_refused."""
    if reward not in shop.program.document.rewards:
        return Refused(code="reward_unknown", params={"reward": reward})
    try:
        found = clean(raw)
    except NoImageError as error:
        params: Params = {"why": str(error), "megabytes": BYTES_MAX // 1_048_576}
        return Refused(code="image_refused", params=params)
    picture = Picture(
        digest=hashlib.sha256(found.body).hexdigest(), kind=found.kind, width=found.width,
        height=found.height, body=found.body,
    )  # fmt: skip
    pictures.operations.show(conn, shop.program_id, _subject(reward), picture, shop.now)
    return picture


def hide(conn: Connection, shop: Shop, reward: str) -> bool:
    """Will let a reward show no picture; answers whether it had one."""
    return pictures.operations.hide(conn, shop.program_id, _subject(reward))


def addresses(conn: Connection, shop: Shop) -> dict[str, str]:
    """Will give where the picture of each reward is, for those that have one."""
    found = pictures.queries.shown(conn, shop.program_id)
    return {
        subject.removeprefix("reward:"): address(digest, kind)
        for subject, (digest, kind) in found.items()
    }


def address(digest: str, kind: str) -> str:
    """Will name the place of a picture on this installation."""
    return f"/images/{digest}.{ENDINGS[kind]}"


def _subject(reward: str) -> str:
    return f"reward:{reward}"
