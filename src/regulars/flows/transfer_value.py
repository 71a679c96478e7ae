"""Stored value moves from one account to another: both sides at once, or neither."""

from uuid import UUID

from psycopg import Connection

from regulars.core.effects import Posted
from regulars.core.facts import Passage, ReceiveValue, SendValue
from regulars.domains.events import queries as events
from regulars.flows.answers import Answer, first, refusal, repeated
from regulars.flows.books import Books
from regulars.flows.shops import Shop
from regulars.flows.steps import Done, Step
from regulars.kit import ids


def transfer(conn: Connection, shop: Shop, sender: UUID, receiver: UUID, fact: SendValue, *,
             key: str, fingerprint: bytes, actor: str) -> Answer:  # fmt: skip
    """Will move value, once for its key. Refusals: transfer_to_self, and those of
    `core.transfers`."""
    if sender == receiver:
        return refusal("transfer_to_self")
    books = Books(conn, shop, ())
    books.lock([sender, receiver])
    known = events.events(conn, [(sender, key)]).get((sender, key))
    if known is not None:
        return repeated(conn, known, fingerprint)
    step = Step(account_id=sender, fact=fact, key=key, fingerprint=fingerprint, actor=actor)
    sent = books.evaluate(step)
    if sent.outcome.refused is not None:
        return first(sent)
    came_from = ids.encode("acc", sender)
    arriving = ReceiveValue(
        occurred_at=fact.occurred_at, wallet=fact.wallet, came_from=came_from, lots=_lots(sent)
    )
    came = books.evaluate(
        Step(
            account_id=receiver, fact=arriving, key=f"received:{came_from}:{sent.event_no}",
            fingerprint=fingerprint, actor=actor,
        )
    )  # fmt: skip
    if came.outcome.refused is not None:
        return first(came)
    books.write()
    return first(sent)


def _lots(sent: Done) -> tuple[Passage, ...]:
    effects = sent.outcome.effects[sent.outcome.elapsed :]
    return tuple(
        Passage(lot=piece.lot, currency=move.currency, amount=piece.amount, expires=piece.expires)
        for one in effects
        if isinstance(one, Posted) and one.kind == "send_value"
        for move in one.moves
        for piece in one.used
    )
