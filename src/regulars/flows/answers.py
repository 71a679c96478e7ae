"""What a caller is told of an event: the same when it happens and whenever it is asked again.

A first answer is made of the effects; a repeat is rebuilt from the entries and from what was kept
beside them. Both put entries first, so that the two are equal.
"""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.core.calendar import instant
from regulars.core.effects import AnyEffect, Move, Opened, Posted, Refused
from regulars.core.facts import LotPiece
from regulars.domains.events.contracts import KeptEvent, KeptOrder, effects_of
from regulars.domains.ledger import queries as ledger
from regulars.domains.ledger.contracts import Entry
from regulars.flows.steps import Done


class Answer(Struct, frozen=True, kw_only=True):
    """How one call ended. `status`: created, repeated, parked or refused."""

    status: str
    account_id: UUID | None = None
    effects: tuple[AnyEffect, ...] = ()
    refused: Refused | None = None
    order_id: UUID | None = None
    event_no: int = 0


def refusal(code: str, **params: str | int | bool) -> Answer:
    """Will answer an expected no."""
    return Answer(status="refused", refused=Refused(code=code, params=params))


def first(done: Done) -> Answer:
    """Will answer what has just happened."""
    if done.outcome.refused is not None:
        return Answer(status="refused", refused=done.outcome.refused)
    effects = done.outcome.effects[done.outcome.elapsed :]
    return Answer(
        status="created",
        account_id=done.step.account_id,
        effects=_told(effects),
        order_id=done.step.order_id,
        event_no=done.event_no,
    )


def again(conn: Connection, kept: Sequence[KeptOrder | KeptEvent]) -> list[Answer]:
    """Will answer what happened before, from what was written down."""
    spans = [(one.account_id, one.first_seq, one.last_seq) for one in kept]
    entries = ledger.entries_between(conn, spans)
    answers = []
    for one in kept:
        mine = [
            posted_of(entry)
            for entry in entries
            if entry.row.account_id == one.account_id
            and one.first_seq <= entry.row.seq <= one.last_seq
        ]
        answers.append(
            Answer(
                status="repeated",
                account_id=one.account_id,
                effects=_told((*mine, *effects_of(one.outcome))),
                order_id=one.order_id if isinstance(one, KeptOrder) else None,
                event_no=one.event_no,
            )
        )
    return answers


def repeated(conn: Connection, kept: KeptOrder | KeptEvent, fingerprint: bytes) -> Answer:
    """Will answer a repeat: as before for the same content, a refusal for another."""
    if kept.fingerprint != fingerprint:
        return refusal("exists_with_different_content")
    return again(conn, [kept])[0]


def _told(effects: Sequence[AnyEffect]) -> tuple[AnyEffect, ...]:
    posted = [one for one in effects if isinstance(one, Posted)]
    others = [
        one
        for one in effects
        if one.__struct_config__.tag not in ("posted", "notify", "budget.used")
    ]
    return (*posted, *others)


def posted_of(entry: Entry) -> Posted:
    """Will give back the effect that an entry was made of."""
    return Posted(
        kind=entry.row.kind,
        effective=instant(entry.row.effective_at),
        why=entry.why,
        version=entry.row.program_version,
        rule=entry.row.rule,
        moves=tuple(
            Move(one.currency, one.debit, one.credit, one.amount) for one in entry.transfers
        ),
        opened=tuple(
            Opened(
                lot=lot.number,
                currency=lot.currency,
                amount=lot.amount,
                available=instant(lot.available_at),
                expires=instant(lot.expires_at) if lot.expires_at else None,
                inactive=lot.inactive,
            )
            for lot in entry.lots
        ),
        used=tuple(LotPiece(one.lot, one.amount) for one in entry.consumptions),
    )
