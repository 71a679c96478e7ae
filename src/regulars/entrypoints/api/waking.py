"""A new version wakes the accounts: it may have made something fall due earlier than they know.

In the same transaction as the version, so that there is never one without the other.
"""

from psycopg import Connection

from regulars.domains.programs.contracts import Version
from regulars.flows.pass_time import renew
from regulars.flows.shops import Shop, open_shop
from regulars.kit import jobs


def wake(conn: Connection, shop: Shop, version: Version) -> None:
    """Will have every account brought up to now, when the version comes into force.

    With a test clock nothing happens beside its calls: it is done at once, or by the advance that
    passes the version's date.
    """
    if not shop.test_clock:
        jobs.later("renew", at=version.valid_from, program_id=str(shop.program_id))
    elif version.valid_from <= shop.now:
        now = open_shop(conn, shop.program_id, now=shop.now)
        after = renew(conn, now, None)
        while after is not None:
            after = renew(conn, now, after)
