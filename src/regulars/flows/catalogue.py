"""What can be had, for everybody or for one member, with what is left of it."""

from uuid import UUID

from psycopg import Connection

from regulars.core import catalogue
from regulars.flows import shelves
from regulars.flows.books import DRAWS
from regulars.flows.shops import Shop
from regulars.flows.standing import standing


def offers(
    conn: Connection, shop: Shop, account_id: UUID | None, *, location: str = ""
) -> list[catalogue.Offer]:
    """Will list the rewards that a member may see, or those that everybody may."""
    if account_id is None:
        return catalogue.for_anybody(shop.program)
    state = standing(conn, shop, account_id)
    inputs = shelves.looked_at(conn, shop, DRAWS - 1, account_id)
    return catalogue.for_member(shop.program, state, shop.instant, inputs, location=location)


def stock_left(conn: Connection, shop: Shop) -> dict[str, int]:
    """Will give how many of each reward are left, where there is only so much of it."""
    left = shelves.left(conn, shop)
    keys = {name: f"reward:{name}#stock" for name in shop.program.document.rewards}
    return {name: max(0, left[key]) for name, key in keys.items() if key in left}
