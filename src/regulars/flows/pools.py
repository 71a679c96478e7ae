"""Pools of imported codes: filling them, and telling when one has fallen low."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from psycopg import Connection

from regulars.core.rules.limits import POOL
from regulars.domains.budgets import operations as budgets
from regulars.domains.outbox.contracts import Waiting
from regulars.domains.rewards import pools
from regulars.flows import envelopes
from regulars.flows.shops import Shop


def fill(
    conn: Connection, shop: Shop, name: str, texts: Sequence[str], low: int | None
) -> tuple[int, int]:
    """Will add codes to a pool and set its low mark; answers how many are new, and are left."""
    key = POOL + name
    used = budgets.lock(conn, shop.program_id, [key])[key]
    added = pools.put(conn, shop.program_id, name, texts)
    budgets.add(conn, shop.program_id, {key: added})
    pools.open_pool(conn, shop.program_id, name, low)
    return added, added - used


def warnings(
    conn: Connection, shop: Shop, account_id: UUID, used: Mapping[str, int], changed: Iterable[str]
) -> list[Waiting]:
    """Will give an envelope `codes.low` for each pool that has just fallen to its mark. `used` is
    what limits have used, less what was added to them."""
    left = {key.removeprefix(POOL): -used[key] for key in changed if key.startswith(POOL)}
    if not left:
        return []
    return [
        envelopes.single(shop, account_id, "codes.low", {"pool": name, "left": left[name]})
        for name in pools.fell_low(conn, shop.program_id, left)
    ]
