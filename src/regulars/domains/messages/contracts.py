"""Values that cross: one notice."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Notice(Struct, frozen=True, kw_only=True):
    """Something that a member should be told. `data` is JSON text with typed values."""

    account_id: UUID
    notice_id: UUID
    program_id: UUID
    trigger: str
    data: bytes
    due_at: datetime
    created_at: datetime
