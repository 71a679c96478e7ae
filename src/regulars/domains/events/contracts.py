"""Values that cross: an order as it is kept, an event as it is kept, a refund that waits."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from regulars.core.effects import AnyEffect
from regulars.core.facts import AnyFact, Inputs, Order, Standing


class OrderKey(Struct, frozen=True):
    """The number that a shop gave an order. Two shops of a program may use the same number."""

    program_id: UUID
    source: str
    external_id: str


class KeptOrder(Struct, frozen=True, kw_only=True):
    """An order as it was booked and as it stands. `holder_id` is the account that has it now."""

    program_id: UUID
    source: str
    external_id: str
    order_id: UUID
    account_id: UUID
    holder_id: UUID
    event_no: int
    fingerprint: bytes
    body: bytes
    inputs: bytes | None
    outcome: bytes | None
    standing: bytes
    occurred_at: datetime
    booked_at: datetime
    first_seq: int
    last_seq: int

    @property
    def key(self) -> OrderKey:
        """Under which the shop knows it."""
        return OrderKey(self.program_id, self.source, self.external_id)

    def fact(self) -> Order:
        """The order itself."""
        return msgspec.json.decode(self.body, type=Order)

    def stands(self) -> Standing:
        """What it gave and what was refunded since."""
        return msgspec.json.decode(self.standing, type=Standing)


class KeptEvent(Struct, frozen=True, kw_only=True):
    """Any other event as it was booked."""

    account_id: UUID
    event_no: int
    key: str
    kind: str
    fingerprint: bytes
    body: bytes
    inputs: bytes | None
    outcome: bytes | None
    occurred_at: datetime
    booked_at: datetime
    first_seq: int
    last_seq: int

    def fact(self) -> AnyFact:
        """What happened."""
        return _FACTS.decode(self.body)


class Like(Struct, frozen=True, kw_only=True):
    """Which of what was booked is looked for: of these kinds (None: all), or with an effect that
    is named like this; `booked`: with entries only."""

    kinds: tuple[str, ...] | None = None
    effect: str = ""
    booked: bool = False


ALL = Like()


class Parked(Struct, frozen=True, kw_only=True):
    """A refund that waits for its order; `refused` is the code if its order came and it was."""

    program_id: UUID
    source: str
    order_external_id: str
    key: str
    fingerprint: bytes
    body: bytes
    parked_at: datetime
    refused: str

    @property
    def order(self) -> OrderKey:
        """The order that it waits for."""
        return OrderKey(self.program_id, self.source, self.order_external_id)


_FACTS: msgspec.json.Decoder[AnyFact] = msgspec.json.Decoder(AnyFact)
_EFFECTS: msgspec.json.Decoder[tuple[AnyEffect, ...]] = msgspec.json.Decoder(tuple[AnyEffect, ...])
_INPUTS: msgspec.json.Decoder[Inputs] = msgspec.json.Decoder(Inputs)


def effects_of(outcome: bytes | None) -> tuple[AnyEffect, ...]:
    """Will give the effects that an event had besides its entries."""
    return _EFFECTS.decode(outcome) if outcome else ()


def inputs_of(inputs: bytes | None) -> Inputs:
    """Will give what came from outside for an event."""
    return _INPUTS.decode(inputs) if inputs else Inputs()
