"""How an account stands now: its stored state with all that fell due since, worked out, not
stored.
"""

from uuid import UUID

from psycopg import Connection

from regulars.core.evaluate import pass_time
from regulars.core.state import AccountState
from regulars.domains.ledger import queries as ledger
from regulars.flows.shops import Shop


def standing(conn: Connection, shop: Shop, account_id: UUID) -> AccountState:
    """Will give the state as of now; an account without any history has an empty one."""
    stored = ledger.states(conn, [account_id]).get(account_id, AccountState())
    return pass_time(shop.timeline, stored, shop.instant)[1]
