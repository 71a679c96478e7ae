"""Finding cards."""

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.cards.contracts import ACTIVE, Asked, Card
from regulars.domains.cards.store import SQL

LAST = UUID(int=2**128 - 1)


def by_numbers(conn: Connection, program_id: UUID, numbers: Sequence[str]) -> dict[str, Card]:
    """Will find cards by their numbers, whatever their status."""
    wanted = {"program_id": program_id, "numbers": list(numbers)}
    found = SQL.records(conn, "by_numbers", wanted, into=Card)
    return {one.number: one for one in found}


def by_number(conn: Connection, program_id: UUID, number: str) -> Card | None:
    """Will find one card by its number."""
    return by_numbers(conn, program_id, [number]).get(number)


def by_ids(conn: Connection, program_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Card]:
    """Will find cards by their ids."""
    wanted = {"program_id": program_id, "card_ids": list(ids)}
    return {one.card_id: one for one in SQL.records(conn, "by_ids", wanted, into=Card)}


def of_member(conn: Connection, program_id: UUID, member_id: UUID) -> list[Card]:
    """Will list a member's cards, the newest first."""
    wanted = {"program_id": program_id, "member_id": member_id}
    return SQL.records(conn, "of_member", wanted, into=Card)


def newest_active(cards: Sequence[Card]) -> str | None:
    """Will give the number of the first card that is good, of cards whose newest is first."""
    return next((one.number for one in cards if one.status == ACTIVE), None)


def newest(
    conn: Connection, program_id: UUID, *, status: str = "", kind: str = "",
    before: UUID | None = None, limit: int,
) -> list[Card]:  # fmt: skip
    """Will list cards, the newest first, a page at a time; of one status or kind if so asked."""
    wanted = {
        "program_id": program_id, "status": status, "kind": kind, "before": before or LAST,
        "limit": limit,
    }  # fmt: skip
    return SQL.records(conn, "newest", wanted, into=Card)


def asked(conn: Connection, program_id: UUID, key: str) -> Asked | None:
    """Will give what was done under a key before."""
    found = SQL.records(conn, "asked", {"program_id": program_id, "key": key}, into=Asked)
    return found[0] if found else None
