"""Values that cross: a device at the counter, an invitation for one, somebody who serves."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Till(Struct, frozen=True, kw_only=True):
    """A device, bound to one program and one location by a key that only it has."""

    till_id: UUID
    program_id: UUID
    key_id: UUID
    label: str
    location: str
    made_by: str
    enrolled_at: datetime
    seen_at: datetime
    blocked_at: datetime | None
    queue_key: bytes | None = None


class Queued(Struct, frozen=True, kw_only=True):
    """A sale that a device kept without a network and sent later: its place in the device's chain,
    what that place is known by, and why it was not booked, if it was not. `chained`: the next one
    follows this one."""

    till_id: UUID
    seq: int
    hash: bytes
    chained: bool
    receipt: str
    occurred_at: datetime
    received_at: datetime
    why: str


class Pairing(Struct, frozen=True, kw_only=True):
    """What a one-time code makes of the device on which it is typed."""

    program_id: UUID
    label: str
    location: str
    made_by: str


class Cashier(Struct, frozen=True, kw_only=True):
    """Somebody who serves. `pin_hash` is there for the door to compare with; so many points and
    stamps they may give or take by hand on a day."""

    cashier_id: UUID
    program_id: UUID
    name: str
    pin_hash: str
    left_at: datetime | None
    points_by_hand: int = 0
    stamps_by_hand: int = 0


class ByHand(Struct, frozen=True, kw_only=True):
    """So much (either way) of points or stamps that somebody who serves gave or took by hand."""

    cashier_id: UUID
    key: str
    stamps: bool
    amount: int
    now: datetime
