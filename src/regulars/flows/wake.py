"""A new version wakes the accounts: it may have made something fall due earlier than they know.

In the version's own transaction, so that there is never one without the other.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from psycopg import Connection

from regulars.domains.programs.contracts import Version
from regulars.flows.pass_time import renew
from regulars.flows.shops import open_shop


class Later(Protocol):
    """Puts a job off until an instant, in the open transaction."""

    def __call__(
        self, conn: Connection, name: str, *, at: datetime | None, program_id: str
    ) -> None:
        """The job's name and what it is told."""


def wake(
    conn: Connection, program_id: UUID, version: Version, *, now: datetime, later: Later
) -> None:
    """Will have every account brought up to now, when the version comes into force.

    With a test clock nothing happens beside its calls: it is done at once, or by the advance that
    passes the version's date.
    """
    shop = open_shop(conn, program_id, now=now)
    if not shop.test_clock:
        later(conn, "renew", at=version.valid_from, program_id=str(program_id))
    elif version.valid_from <= shop.now:
        after = renew(conn, shop, None)
        while after is not None:
            after = renew(conn, shop, after)
