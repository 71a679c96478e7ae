"""Writing segments: memberships only from effects, silent when there are none."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.core.calendar import moment
from regulars.core.effects import SegmentChanged
from regulars.core.happened import Happened
from regulars.domains.segments.contracts import Saved
from regulars.domains.segments.store import SQL


def apply(conn: Connection, happened: Sequence[Happened]) -> None:
    """Will write down who entered and who left; the last word of each account counts."""
    last = {
        (one.account_id, effect.segment): (one, effect)
        for one in happened
        for effect in one.effects
        if isinstance(effect, SegmentChanged)
    }
    entered = [pair for pair in last.values() if pair[1].entered]
    left = [pair for pair in last.values() if not pair[1].entered]
    if entered:
        columns: dict[str, list[object]] = {
            "account_ids": [one.account_id for one, _ in entered],
            "program_ids": [one.program_id for one, _ in entered],
            "segments": [effect.segment for _, effect in entered],
            "sinces": [moment(effect.at) for _, effect in entered],
        }
        SQL.send(conn, "enter", columns)
    if left:
        columns = {
            "account_ids": [one.account_id for one, _ in left],
            "segments": [effect.segment for _, effect in left],
        }
        SQL.send(conn, "leave", columns)


def save(conn: Connection, program_id: UUID, saved: Saved) -> None:
    """Will save a definition, or change the one of that name."""
    columns = {
        "program_id": program_id,
        "segment": saved.segment,
        "title": saved.title,
        "definition": saved.definition.decode(),
        "changed_at": saved.changed_at,
    }
    SQL.run(conn, "save", columns)


def remove(conn: Connection, program_id: UUID, segment: str) -> bool:
    """Will remove a saved definition; False when there is none."""
    return bool(SQL.run(conn, "remove", {"program_id": program_id, "segment": segment}))


def forget(conn: Connection, account_id: UUID) -> None:
    """Will take an erased member out of every segment."""
    SQL.run(conn, "forget", {"account_id": account_id})


def keep_scale(conn: Connection, program_id: UUID, scale: bytes, now: datetime) -> None:
    """Will keep where fifths and classes were cut."""
    columns = {"program_id": program_id, "scale": scale.decode(), "made_at": now}
    SQL.run(conn, "keep_scale", columns)
