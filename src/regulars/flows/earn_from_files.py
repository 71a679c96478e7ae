"""Award for orders of a file: very many at once, told only what came of each.

Each is evaluated as it would be alone, in the order given; only the writing differs. Nobody reads
the effects, so that what is there already costs one look.
"""

from collections.abc import Sequence
from typing import Literal

from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import OrderKey
from regulars.flows.answers import Answer
from regulars.flows.earn import NewOrder, Surroundings, award
from regulars.flows.shops import Shop

DIFFERENT = Refused(code="exists_with_different_content")


Came = Literal["created", "repeated"] | Refused


def earn_from_file(conn: Connection, shop: Shop, orders: Sequence[NewOrder]) -> list[Came]:
    """Will award for orders, and say of each whether it is new, was there, or why it is not."""
    keys = [OrderKey(shop.program_id, one.fact.source, one.fact.external_id) for one in orders]
    marks = events.marks(conn, keys)
    fresh: dict[OrderKey, NewOrder] = {}
    for key, order in zip(keys, orders, strict=True):
        if key not in marks:
            fresh.setdefault(key, order)
    around = Surroundings(conn, shop, fresh.values(), list(fresh))
    done = award(conn, shop, fresh, around, copies=True) if fresh else {}
    refused = {
        key: one.refused if isinstance(one, Answer) else one.outcome.refused
        for key, one in done.items()
    }
    found: list[Came] = []
    for key, order in zip(keys, orders, strict=True):
        mark = marks[key] if key in marks else fresh[key].fingerprint
        if mark != order.fingerprint:
            found.append(DIFFERENT)
        else:
            found.append(refused.get(key) or ("created" if fresh.get(key) is order else "repeated"))
    return found
