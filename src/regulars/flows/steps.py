"""One fact for one account, before and after it is evaluated."""

import hashlib
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from regulars.core.effects import Outcome
from regulars.core.facts import AnyFact
from regulars.domains.events.contracts import OrderKey
from regulars.kit import ids


class Step(Struct, frozen=True, kw_only=True):
    """One fact for one account. `key` makes it happen once; orders are kept under their own
    number.
    """

    account_id: UUID
    fact: AnyFact
    key: str
    fingerprint: bytes
    actor: str = ""
    reason: str | None = None
    order: OrderKey | None = None
    order_id: UUID | None = None
    codes_kept: dict[int, str] = {}


def unasked(account_id: UUID, fact: AnyFact, what: str, *, actor: str = "") -> Step:
    """Will make the step of something that nobody repeats: it has a key of its own."""
    key = f"{what}:{ids.new()}"
    digest = hashlib.sha256(key.encode()).digest()
    return Step(account_id=account_id, fact=fact, key=key, fingerprint=digest, actor=actor)


class Done(Struct, kw_only=True):
    """A step that was evaluated. `first_seq` and `last_seq` are set when the books are written."""

    step: Step
    outcome: Outcome
    event_no: int
    inputs: bytes | None
    booked_at: datetime
    first_seq: int = 0
    last_seq: int = 0
