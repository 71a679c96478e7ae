"""Writing cards down: new ones, how they stand, whose they become."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import structs
from psycopg import Connection

from regulars.domains.cards.contracts import Asked, Card
from regulars.domains.cards.store import SQL


def add(conn: Connection, program_id: UUID, cards: Sequence[Card]) -> None:
    """Will write new active cards down; their numbers must have been taken as names before."""
    if not cards:
        return
    columns = {
        "program_id": program_id,
        "card_ids": [one.card_id for one in cards],
        "member_ids": [one.member_id for one in cards],
        "numbers": [one.number for one in cards],
        "kinds": [one.kind for one in cards],
        "issued": [one.issued_at for one in cards],
        "by": [one.changed_by for one in cards],
    }
    SQL.run(conn, "insert_cards", columns)


def change(conn: Connection, card: Card) -> None:
    """Will write down how a card stands."""
    SQL.run(conn, "change_card", structs.asdict(card))


def drop(conn: Connection, program_id: UUID, member_id: UUID, number: str) -> None:
    """Will take a member's card away, as if it had never been."""
    columns = {"program_id": program_id, "member_id": member_id, "number": number}
    SQL.run(conn, "drop_card", columns)


def hand_over(conn: Connection, program_id: UUID, leaving: UUID, into: UUID) -> None:
    """Will make one member's cards another one's."""
    SQL.run(conn, "hand_over", {"program_id": program_id, "leaving": leaving, "into": into})


def give_back(
    conn: Connection, program_id: UUID, giver: UUID, card_ids: Sequence[UUID], to: UUID
) -> None:
    """Will make some of one member's cards another one's."""
    columns = {"program_id": program_id, "giver": giver, "to": to, "card_ids": list(card_ids)}
    SQL.run(conn, "give_back", columns)


def forget(conn: Connection, program_id: UUID, member_id: UUID) -> None:
    """Will take all cards of an erased member away."""
    owner = {"program_id": program_id, "member_id": member_id}
    SQL.run(conn, "forget_asked", owner)
    SQL.run(conn, "forget_cards", owner)


def note(conn: Connection, program_id: UUID, key: str, asked: Asked) -> bool:
    """Will note what was asked for under a key, unless somebody has done so."""
    columns = {"program_id": program_id, "key": key, **structs.asdict(asked)}
    return SQL.run(conn, "note_asked", columns) == 1
