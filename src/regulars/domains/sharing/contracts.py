"""Values that cross: a shared account, somebody's stay in one, a child, an invitation."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Shared(Struct, frozen=True, kw_only=True):
    """An account that several people share. `number` is a company's, in a register or for taxes;
    `attributes` is JSON, of a company: what rules may ask of it.
    """

    account_id: UUID
    program_id: UUID
    kind: str
    name: str
    number: str
    attributes: bytes
    shared_at: datetime
    ended_at: datetime | None = None


class Stay(Struct, frozen=True, kw_only=True):
    """Somebody's time in an account. `own`: it was or is theirs alone, and waits for them while
    they buy for a company. `told`: what happened to it says what they told of themselves;
    `redacted_at`: that was taken out of it.
    """

    account_id: UUID
    member_id: UUID
    since: datetime
    program_id: UUID
    own: bool = False
    told: bool = False
    until: datetime | None = None
    redacted_at: datetime | None = None


class Child(Struct, frozen=True, kw_only=True):
    """A child of a household: a first name, and nothing else."""

    account_id: UUID
    child_id: UUID
    program_id: UUID
    name: str
    since: datetime


class Invitation(Struct, frozen=True, kw_only=True):
    """Somebody is asked to share an account. `status`: open, accepted, declined or withdrawn."""

    account_id: UUID
    invitation_id: UUID
    program_id: UUID
    contact_kind: str
    contact: str
    role: str
    status: str
    invited_at: datetime
    until: datetime
    member_id: UUID | None = None


class Opened(Struct, frozen=True, kw_only=True):
    """Which account an Idempotency-Key opened, and with what."""

    account_id: UUID
    fingerprint: bytes
