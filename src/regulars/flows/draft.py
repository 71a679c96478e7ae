"""Somebody works on the program: the text that they see, and keeping what they wrote."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.domains.programs import operations, queries
from regulars.domains.programs.contracts import Version


class Desk(Struct, frozen=True, kw_only=True):
    """The text that is worked on: the draft, or what was published last. `kept_at` is null where
    there is no draft."""

    text: str
    kept_at: datetime | None
    newest: Version | None
    versions: tuple[Version, ...]

    @property
    def seen(self) -> str:
        """What tells this text from any other."""
        return mark(self.text)

    @property
    def differs(self) -> bool:
        """Whether there is something to publish."""
        return bool(self.text.strip()) and (self.newest is None or self.newest.text != self.text)


def mark(text: str) -> str:
    """Will give what tells a text from any other."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def desk(conn: Connection, program_id: UUID) -> Desk:
    """Will give what somebody finds who sits down to change the program."""
    versions = queries.versions(conn, program_id)
    draft = queries.draft(conn, program_id)
    newest = versions[-1] if versions else None
    text = draft.text if draft else newest.text if newest else ""
    return Desk(
        text=text, kept_at=draft.updated_at if draft else None, newest=newest,
        versions=tuple(versions),
    )  # fmt: skip


def keep(conn: Connection, program_id: UUID, text: str, *, seen: str, now: datetime) -> Desk | None:
    """Will keep a text as the draft, unless the draft is no longer the one that was seen: then
    nothing changes, and the text that is there now is given.
    """
    queries.hold(conn, program_id)
    there = desk(conn, program_id)
    if there.seen != seen and there.text != text:
        return there
    operations.save_draft(conn, program_id, text, now=now)
    return None
