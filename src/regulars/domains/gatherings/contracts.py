"""Values that cross: a gathering, a member's place at one, how many places are taken."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Gathering(Struct, frozen=True, kw_only=True):
    """Something with places that members sign up for. `audience` is JSON in the words of `when`.

    `revision` counts its changes, `last_number` the members who have ever stood in its line,
    `reason` says why it was called off. With `club`, a key, it is for the members of that club.
    """

    program_id: UUID
    gathering_id: UUID
    key: str
    fingerprint: bytes
    kind: str
    title: str
    text: str
    location: str
    begins_at: datetime
    ends_at: datetime
    places: int
    waiting_list: bool
    audience: bytes
    opens_at: datetime | None
    closes_at: datetime | None
    barred_days: int
    status: str
    revision: int
    changed_at: datetime
    last_number: int = 0
    reason: str = ""
    club: str = ""


class Place(Struct, frozen=True, kw_only=True):
    """A member at a gathering: going, waiting, cancelled, attended or missed.

    The line is in the order of `number`. `missed_at` and `barred_until` are there for who did not
    come; staff may lift what follows from that, and say why.
    """

    account_id: UUID
    gathering_id: UUID
    program_id: UUID
    number: int
    status: str
    code: str
    signed_up_at: datetime
    changed_at: datetime
    barred_until: datetime | None = None
    missed_at: datetime | None = None
    lifted_at: datetime | None = None
    lifted_by: str = ""
    lift_reason: str = ""


class Taken(Struct, frozen=True):
    """How many have a place, how many wait."""

    going: int = 0
    waiting: int = 0
