"""Values that cross: a saved definition, a membership, the scale."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Saved(Struct, frozen=True, kw_only=True):
    """A definition that staff saved, as the JSON that it was told in."""

    segment: str
    title: str
    definition: bytes
    changed_at: datetime


class Member(Struct, frozen=True, kw_only=True):
    """Somebody in a segment, by account."""

    account_id: UUID
    since: datetime
