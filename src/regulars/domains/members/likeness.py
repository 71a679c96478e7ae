"""Members who are likely one person, and those of whom staff said that they are two."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.domains.members.store import LIKENESS

REASONS = ("email", "phone", "card", "number", "birthday", "postcode")
POSTCODES = ("postcode", "postal_code", "zip", "zip_code", "postinumero", "postnummer",
             "sihtnumber", "индекс", "邮编")  # fmt: skip
"""How shops name the attribute; whatever the case."""


class Pair(Struct, frozen=True):
    """Two members, the one with the lower id first, and which REASONS speak for one person."""

    first_id: UUID
    second_id: UUID
    why: tuple[str, ...]


class Apart(Struct, frozen=True):
    """Two members of whom somebody said that they are two, the one with the lower id first."""

    member_id: UUID
    other_id: UUID
    at: datetime
    actor: str


def likely(
    conn: Connection, program_id: UUID, *, calling: str, limit: int
) -> tuple[list[Pair], int]:
    """Will find pairs, the likeliest first, and how many there are in all. Reads all members:
    seconds at a hundred thousand. `calling` is the code of the shop's country, as '358'."""
    wanted = {
        "program_id": program_id, "postcodes": list(POSTCODES), "calling": calling, "limit": limit,
    }  # fmt: skip
    rows = LIKENESS.rows(conn, "likely", wanted)
    pairs = [Pair(first, second, tuple(why)) for first, second, why, _found in rows]
    return pairs, rows[0][3] if rows else 0


def apart(conn: Connection, program_id: UUID) -> list[Apart]:
    """Will list whom staff told apart, the latest first."""
    return LIKENESS.records(conn, "apart", {"program_id": program_id}, into=Apart)


def tell_apart(
    conn: Connection, program_id: UUID, two: Sequence[UUID], at: datetime, actor: str
) -> bool:
    """Will remember that two are not one; False when that was known."""
    return LIKENESS.run(conn, "tell_apart", _pair(program_id, two) | {"at": at, "actor": actor}) > 0


def tell_apart_no_more(conn: Connection, program_id: UUID, two: Sequence[UUID]) -> bool:
    """Will forget it; False when nobody had said so."""
    return LIKENESS.run(conn, "tell_apart_no_more", _pair(program_id, two)) > 0


def absorb(conn: Connection, program_id: UUID, absorbed: UUID, into: UUID) -> None:
    """Will tell apart from a member whoever was told apart from the one who becomes them."""
    wanted = {"program_id": program_id, "absorbed": absorbed, "into": into}
    LIKENESS.run(conn, "absorb_apart", wanted)


def forget(conn: Connection, program_id: UUID, member_id: UUID) -> None:
    """Will drop what was said of somebody who is erased."""
    LIKENESS.run(conn, "forget_apart", {"program_id": program_id, "member_id": member_id})


def _pair(program_id: UUID, two: Sequence[UUID]) -> dict[str, object]:
    first, second = sorted(two)
    return {"program_id": program_id, "member_id": first, "other_id": second}
