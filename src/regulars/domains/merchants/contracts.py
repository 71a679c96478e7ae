"""Values that cross: a key as it is known, a merchant."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

SCOPES = ("members", "orders", "redemptions", "adjustments", "catalogue", "program", "reports")


class Key(Struct, frozen=True, kw_only=True):
    """Who calls: whose key it is, for which program, what it may do. `scopes` and `origins` are
    separated by spaces."""

    key_id: UUID
    merchant_id: UUID
    program_id: UUID
    kind: str
    mode: str
    label: str
    hint: str
    scopes: str
    origins: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None

    def may(self, scope: str) -> bool:
        """Will tell whether the key has a scope."""
        return scope in self.scopes.split()


class Merchant(Struct, frozen=True, kw_only=True):
    """A tenant."""

    merchant_id: UUID
    name: str
    created_at: datetime


class Post(Struct, frozen=True, kw_only=True):
    """A role at one program, instead of the one at the whole merchant. `locations` are separated
    by spaces; none means all."""

    user_id: int
    program_id: UUID
    role: str
    locations: str


class Worker(Struct, frozen=True, kw_only=True):
    """Somebody of the staff. An empty `role` means: only where there is a post."""

    user_id: int
    merchant_id: UUID
    merchant: str
    second_factor: str
    role: str
    blocked_at: datetime | None
    posts: tuple[Post, ...] = ()

    def role_at(self, program_id: UUID) -> str:
        """The role at a program; none for who is blocked."""
        if self.blocked_at is not None:
            return ""
        found = [one.role for one in self.posts if one.program_id == program_id]
        return found[0] if found else self.role

    def locations_at(self, program_id: UUID) -> tuple[str, ...]:
        """The locations that somebody is bound to; none means all."""
        found = [one.locations for one in self.posts if one.program_id == program_id]
        return tuple(found[0].split()) if found else ()

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that somebody has anywhere."""
        return tuple(filter(None, (self.role, *(one.role for one in self.posts))))


class Invitation(Struct, frozen=True, kw_only=True):
    """Somebody who was asked to work here, by a link that works once."""

    invitation_id: UUID
    merchant_id: UUID
    email: str
    role: str
    program_id: UUID | None
    locations: str
    invited_by: int
    created_at: datetime
    expires_at: datetime
