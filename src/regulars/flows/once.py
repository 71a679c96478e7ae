"""One fact for one account, once for its key: what redemptions, adjustments and the like share."""

from collections.abc import Sequence

from psycopg import Connection

from regulars.domains.events import queries as events
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
    """Will do the same for many facts in one go, one outcome each. Their keys must differ."""
    books = Books(conn, shop, takes)
    books.lock(step.account_id for step in steps)
    known = events.events(conn, [(step.account_id, step.key) for step in steps])
    done: dict[int, Done] = {}
    for index, step in enumerate(steps):
        if (step.account_id, step.key) not in known:
            done[index] = books.evaluate(step)
    if done:
        books.write()
    return [
        first(done[index])
        if index in done
        else repeated(conn, known[step.account_id, step.key], step.fingerprint)
        for index, step in enumerate(steps)
    ]
