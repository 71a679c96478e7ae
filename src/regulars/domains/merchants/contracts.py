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
