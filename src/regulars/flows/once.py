"""One fact for one account, once for its key: what redemptions, adjustments and the like share."""

from psycopg import Connection

from regulars.domains.events import queries as events
from regulars.flows.answers import Answer, first, repeated
from regulars.flows.books import Books
from regulars.flows.shops import Shop
from regulars.flows.steps import Step


def book_once(conn: Connection, shop: Shop, step: Step) -> Answer:
    """Will lock the account, answer a repeat as before, else evaluate the fact and write it down.

    Refusals: exists_with_different_content and those of the fact.
    """
    books = Books(conn, shop)
    books.lock([step.account_id])
    kept = events.events(conn, [(step.account_id, step.key)]).get((step.account_id, step.key))
    if kept is not None:
        return repeated(conn, kept, step.fingerprint)
    done = books.evaluate(step)
    books.write()
    return first(done)
