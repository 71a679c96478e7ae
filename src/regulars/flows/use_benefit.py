"""A member uses a benefit, or a use is taken back: each once for its key."""

from uuid import UUID

from psycopg import Connection

from regulars.core.facts import UndoBenefit, UseBenefit
from regulars.domains.benefits import queries as benefits
from regulars.domains.events import queries as events
from regulars.flows.answers import Answer, first, refusal, repeated
from regulars.flows.books import Books
from regulars.flows.once import book_once
from regulars.flows.shops import Shop
from regulars.flows.steps import Step


def use(conn: Connection, shop: Shop, account_id: UUID, fact: UseBenefit, *, key: str,
        fingerprint: bytes) -> Answer:  # fmt: skip
    """Will note that a member had a benefit. Refusals: those of `core.using`."""
    step = Step(
        account_id=account_id, fact=fact, key=key, fingerprint=fingerprint, actor=fact.actor
    )
    return book_once(conn, shop, step)


def undo(conn: Connection, shop: Shop, account_id: UUID, benefit: str, number: int, *, actor: str,
         key: str, fingerprint: bytes) -> Answer:  # fmt: skip
    """Will take a use back. Refusals: benefit_use_unknown and those of `core.using`."""
    books = Books(conn, shop)
    books.lock([account_id])
    kept = events.events(conn, [(account_id, key)]).get((account_id, key))
    if kept is not None:
        return repeated(conn, kept, fingerprint)
    # Read under the lock: another one may have taken it back meanwhile.
    found = benefits.use(conn, account_id, number)
    if found is None or found.benefit != benefit:
        return refusal("benefit_use_unknown")
    fact = UndoBenefit(occurred_at=shop.now, use=found.known(), actor=actor)
    done = books.evaluate(
        Step(account_id=account_id, fact=fact, key=key, fingerprint=fingerprint, actor=actor)
    )
    books.write()
    return first(done)
