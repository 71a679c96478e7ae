"""Values that cross: a club, a member's standing in one, a step on the way there, a post."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Club(Struct, frozen=True, kw_only=True):
    """A club. `key` is what conditions ask for; `joining` is open, request, invitation or code.

    `audience` is JSON in the words of `when`; `capacity` is None for any number. Of a joining
    code only the digest is kept. `members` counts who is in it now.
    """

    program_id: UUID
    club_id: UUID
    key: str
    fingerprint: bytes
    title: str
    text: str
    joining: str
    audience: bytes
    capacity: int | None
    code_digest: bytes | None
    status: str
    members: int
    created_at: datetime
    changed_at: datetime


class Membership(Struct, frozen=True, kw_only=True):
    """How a member stands in a club: asked, invited, member, left, removed or declined."""

    account_id: UUID
    club_id: UUID
    program_id: UUID
    status: str
    since: datetime


class Step(Struct, frozen=True, kw_only=True):
    """One change of a membership; `request` is the caller's key, which makes it happen once."""

    account_id: UUID
    step_id: UUID
    program_id: UUID
    club_id: UUID
    request: str
    status: str
    at: datetime
    actor: str
    reason: str


class Post(Struct, frozen=True, kw_only=True):
    """What staff tell a club, from `published_at` on and, if said, until `until`."""

    program_id: UUID
    post_id: UUID
    club_id: UUID
    request: str
    fingerprint: bytes
    title: str
    text: str
    author: str
    pinned: bool
    published_at: datetime
    until: datetime | None
    changed_at: datetime
