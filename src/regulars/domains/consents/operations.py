"""Writing down what members agreed to. Whoever writes holds the member's lock."""

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.consents.contracts import Consent
from regulars.domains.consents.store import SQL


def note(conn: Connection, program_id: UUID, said: Sequence[Consent]) -> None:
    """Will add what members said to what they said before."""
    if not said:
        return
    columns: dict[str, object] = {
        "program_id": program_id,
        "member_ids": [one.member_id for one in said],
        "consent_ids": [one.consent_id for one in said],
        "purposes": [one.purpose for one in said],
        "channels": [one.channel for one in said],
        "givens": [one.given for one in said],
        "ats": [one.at for one in said],
        "places": [one.place for one in said],
        "wordings": [one.wording for one in said],
        "actors": [one.actor for one in said],
    }
    SQL.run(conn, "insert", columns)


def hand_over(conn: Connection, program_id: UUID, leaving: UUID, into: UUID) -> None:
    """Will make what one member said another's."""
    SQL.run(conn, "hand_over", {"program_id": program_id, "leaving": leaving, "into": into})


def give_back(
    conn: Connection, program_id: UUID, giver: UUID, consent_ids: Sequence[UUID], to: UUID
) -> None:
    """Will make some of what one member said another's again."""
    columns = {"program_id": program_id, "giver": giver, "to": to, "ids": list(consent_ids)}
    SQL.run(conn, "give_back", columns)
