"""What falls due for accounts: lots that lapse, reservations that run out, calendar days.

The rules do each thing at its own instant, so this may run late, twice or not at all: the next
event of an account would catch up just the same.
"""

from uuid import UUID

from psycopg import Connection

from regulars.domains.ledger import queries as ledger
from regulars.flows.books import Books
from regulars.flows.shops import Shop

BATCH = 200


def pass_time(conn: Connection, shop: Shop, *, limit: int = BATCH) -> int:
    """Will bring a batch of due accounts up to now; answers how many there were."""
    due = ledger.due(conn, shop.program_id, shop.now, limit)
    if due:
        _bring(conn, shop, due)
    return len(due)


def renew(conn: Connection, shop: Shop, after: UUID | None, *, limit: int = BATCH) -> UUID | None:
    """Will bring a batch of all accounts up to now, whether due or not (a new version may have made
    something fall due earlier); answers where to go on, None at the end."""
    accounts = ledger.accounts(conn, shop.program_id, after, limit)
    if accounts:
        _bring(conn, shop, accounts)
    return accounts[-1] if len(accounts) == limit else None


def _bring(conn: Connection, shop: Shop, accounts: list[UUID]) -> None:
    books = Books(conn, shop, ())
    books.lock(accounts)
    for account_id in accounts:
        books.pass_time(account_id)
    books.write()
