"""Values that cross: vouchers, redemptions, uses as they are kept."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from regulars.core.facts import LotPiece, Part, SpentOn


class Voucher(Struct, frozen=True, kw_only=True):
    """A voucher as it stands. `status`: open, used, revoked, expired or moved."""

    account_id: UUID
    number: int
    voucher_id: UUID
    program_id: UUID
    code: str
    reward: str
    version: int
    rule: str
    why: bytes
    status: str
    event_no: int
    issued_at: datetime
    expires_at: datetime | None
    uses_left: int | None
    ended_at: datetime | None


class Campaign(Struct, frozen=True, kw_only=True):
    """A code that many may type in: how often in all and each, and when. None is without end."""

    program_id: UUID
    code: str
    pool: str
    uses: int | None
    per_member: int | None
    first_at: datetime | None
    last_at: datetime | None
    used: int


class Pool(Struct, frozen=True, kw_only=True):
    """A pool of imported codes: how many are free and given, and how few are too few."""

    pool: str
    low: int
    free: int
    given: int


class Use(Struct, frozen=True, kw_only=True):
    """One use of a voucher."""

    account_id: UUID
    number: int
    event_no: int
    order_ref: str
    saved_minor: int
    used_at: datetime
    reinstated_at: datetime | None


class Redemption(Struct, frozen=True, kw_only=True):
    """A redemption as it stands. `status`: reserved, committed, cancelled, expired,
    partly_restored, rolled_back. `more` is what it takes of other currencies."""

    account_id: UUID
    number: int
    redemption_id: UUID
    program_id: UUID
    status: str
    reward: str
    currency: str
    amount: int
    pieces: bytes
    restored: int
    order_ref: str
    voucher: int | None
    event_no: int
    reserved_at: datetime
    expires_at: datetime
    changed_at: datetime
    more: bytes
    charges: bytes
    worth_minor: int
    receipt: str

    def spent(self, *, elsewhere: bool = False) -> SpentOn:
        """What it spent, lot by lot. `elsewhere`: its voucher was used on another order."""
        return SpentOn(
            redemption=self.number,
            currency=self.currency,
            amount=self.amount,
            pieces=msgspec.json.decode(self.pieces, type=tuple[LotPiece, ...]),
            restored=self.restored,
            voucher=self.voucher,
            more=self.others(),
            charges=msgspec.json.decode(self.charges, type=tuple[tuple[str, str, int, int], ...]),
            worth_minor=self.worth_minor,
            elsewhere=elsewhere,
            pays=not self.reward,
        )

    def parts(self) -> tuple[Part, ...]:
        """What it takes of each currency."""
        return self.spent().parts

    def others(self) -> tuple[Part, ...]:
        """What it takes of other currencies."""
        return msgspec.json.decode(self.more, type=tuple[Part, ...])
