"""Who may spend what an account holds: in a household or a company not everybody does."""

from collections.abc import Sequence

from psycopg import Connection

from regulars.core.sharing import may_spend
from regulars.domains.members.contracts import Member
from regulars.flows.shops import Shop
from regulars.wire.problems import Problem, problem
from regulars.wire.refs import named


def spender(conn: Connection, shop: Shop, text: str) -> Member | Problem:
    """Will find the member that a reference names, if they may spend."""
    return spenders(conn, shop, [text])[0]


def spenders(conn: Connection, shop: Shop, texts: Sequence[str]) -> list[Member | Problem]:
    """Will find the members whom references name, those who may spend."""
    document = shop.program.document
    return [
        problem("spending_not_allowed", role=one.role)
        if isinstance(one, Member) and not may_spend(document, one.role) else one
        for one in named(conn, shop.program_id, texts)
    ]  # fmt: skip
