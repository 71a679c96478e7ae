"""Points given or taken by hand, with a reason and an actor, once for its key."""

from uuid import UUID

from psycopg import Connection

from regulars.core.facts import Adjust
from regulars.flows.answers import Answer
from regulars.flows.once import book_once
from regulars.flows.shops import Shop
from regulars.flows.steps import Step


def adjust(conn: Connection, shop: Shop, account_id: UUID, fact: Adjust, *, key: str,
           fingerprint: bytes, reason: str) -> Answer:  # fmt: skip
    """Will adjust an account. The reason's text is kept where it can be erased; the ledger commits
    to it. Refusals: those of `core.adjustments`."""
    step = Step(
        account_id=account_id,
        fact=fact,
        key=key,
        fingerprint=fingerprint,
        actor=fact.actor,
        reason=reason,
    )
    return book_once(conn, shop, step)
