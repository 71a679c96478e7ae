"""Values that cross: a note."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

KINDS = ("note", "call", "visit", "mail", "till")
TEXT_MAX = 2000


class Note(Struct, frozen=True, kw_only=True):
    """What staff wrote about a member, or of a call, a visit, a mail, or for the till to show."""

    program_id: UUID
    member_id: UUID
    note_id: UUID
    kind: str
    text: str
    at: datetime
    actor: str
