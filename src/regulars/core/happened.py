"""What one event, or time, led to for one account: what domains write their tables from."""

from uuid import UUID

from msgspec import Struct

from regulars.core.effects import AnyEffect


class Happened(Struct, frozen=True, kw_only=True):
    """The effects of one account event; number 0 is what time brought.

    `codes_kept` are codes of vouchers that moved in, by old number. `reason` is what staff wrote.
    """

    account_id: UUID
    program_id: UUID
    event_no: int
    effects: tuple[AnyEffect, ...]
    codes_kept: dict[int, str] = {}
    reason: str | None = None
