"""The envelope of every event that others may hear of, the same from the first day."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct


class Envelope(Struct, frozen=True, kw_only=True):
    """One event: past tense type, version of its data's shape, whose it is, when it was and was
    booked.
    """

    id: str
    type: str
    account: str
    sequence: int
    occurred: datetime
    booked: datetime
    data: msgspec.Raw
    version: int = 1


class Aside(Struct, frozen=True, kw_only=True):
    """What could not be read when its turn came: kept as it was, with why."""

    account_id: UUID
    outbox_id: UUID
    program_id: UUID
    envelopes: bytes
    why: str
    set_aside_at: datetime


class Waiting(Struct, frozen=True, kw_only=True):
    """The envelopes of one account event, ready to commit with it."""

    account_id: UUID
    outbox_id: UUID
    program_id: UUID
    envelopes: tuple[Envelope, ...]
