"""One fact for one account, once for its key: what redemptions, adjustments and the like share."""

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.events import queries as events
from regulars.domains.events.contracts import KeptEvent
from regulars.flows.answers import Answer, first, repeated
from regulars.flows.books import Books
from regulars.flows.shops import Shop
from regulars.flows.steps import Done, Step


def book_once(conn: Connection, shop: Shop, step: Step, takes: Sequence[str] = ()) -> Answer:
    """Will lock the account, answer a repeat as before, else evaluate the fact and write it down.

    `takes` are the shared limits of which it may take something. Refusals:
    exists_with_different_content and those of the fact.
    """
    return book_each(conn, shop, [step], takes)[0]


def book_each(
    conn: Connection, shop: Shop, steps: Sequence[Step], takes: Sequence[str] = ()
) -> list[Answer]:
    """Will do the same for many facts in one go, one outcome each. Of two under one key the first
    one counts, and the other repeats it.
    """
    books = Books(conn, shop, takes)
    books.lock(step.account_id for step in steps)
    known = events.events(conn, [(step.account_id, step.key) for step in steps])
    done: dict[tuple[UUID, str], Done] = {}
    for step in steps:
        name = (step.account_id, step.key)
        if name not in known and name not in done:
            done[name] = books.evaluate(step)
    if done:
        books.write()
    twice = [name for step in steps if (found := done.get(name := (step.account_id, step.key)))
             and found.step is not step and not found.outcome.refused]  # fmt: skip
    known |= events.events(conn, twice) if twice else {}
    return [_answer(conn, step, known, done) for step in steps]


def _answer(
    conn: Connection,
    step: Step,
    known: dict[tuple[UUID, str], KeptEvent],
    done: dict[tuple[UUID, str], Done],
) -> Answer:
    name = (step.account_id, step.key)
    found = done.get(name)
    if found is not None and (found.step is step or found.outcome.refused):
        return first(found)
    return repeated(conn, known[name], step.fingerprint)
