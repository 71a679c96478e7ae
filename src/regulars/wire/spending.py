"""Who may spend what an account holds: in a household or a company not everybody does."""

from psycopg import Connection

from regulars.core.sharing import may_spend
from regulars.domains.members.contracts import Member
from regulars.flows.shops import Shop
from regulars.wire.problems import Problem, problem
from regulars.wire.refs import member as find_member


def spender(conn: Connection, shop: Shop, text: str) -> Member | Problem:
    """Will find the member that a reference names, if they may spend."""
    found = find_member(conn, shop.program_id, text)
    if isinstance(found, Member) and not may_spend(shop.program.document, found.role):
        return problem("spending_not_allowed", role=found.role)
    return found
