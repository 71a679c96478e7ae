"""Pools of codes that another system knows: imported, and given out with vouchers, each once.

How many are free is counted as a limit of the program, so that rules know it; whoever was allowed
one finds one here.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains.rewards.contracts import Pool
from regulars.domains.rewards.store import SQL
from regulars.kit import codes


def put(conn: Connection, program_id: UUID, pool: str, texts: Sequence[str]) -> int:
    """Will add codes as they are written; those that the program knows already are left out."""
    unique = {codes.normal(text): text.strip() for text in texts}
    unique.pop("", None)
    wanted = {
        "program_id": program_id, "pool": pool, "codes": list(unique),
        "texts": list(unique.values()),
    }  # fmt: skip
    return SQL.run(conn, "put_pool_codes", wanted)


def take(conn: Connection, program_id: UUID, pool: str, account_id: UUID, at: datetime) -> str:
    """Will take a free code for an account, which its limit has allowed."""
    wanted = {"program_id": program_id, "pool": pool, "account_id": account_id, "at": at}
    found = SQL.rows(conn, "take_pool_code", wanted)
    assert found, "a pool has as many codes as its limit allows"
    return str(found[0][0])


def open_pool(conn: Connection, program_id: UUID, pool: str, low: int | None) -> None:
    """Will set how few are too few, if that is said, and let that be told again."""
    SQL.run(conn, "open_pool", {"program_id": program_id, "pool": pool, "low": low})


def fell_low(conn: Connection, program_id: UUID, left: dict[str, int]) -> list[str]:
    """Will name the pools that have just fallen to their mark, each once."""
    wanted = {"program_id": program_id, "pools": list(left), "left": list(left.values())}
    return [row[0] for row in SQL.rows(conn, "fell_low", wanted)]


def listed(conn: Connection, program_id: UUID) -> list[Pool]:
    """Will give a program's pools with their counts."""
    return SQL.records(conn, "pools", {"program_id": program_id}, into=Pool)


def known(conn: Connection, program_id: UUID, texts: Sequence[str]) -> int:
    """Will count which of these codes the program has already."""
    wanted = {"program_id": program_id, "codes": [codes.normal(text) for text in texts]}
    return int(SQL.rows(conn, "known_codes", wanted)[0][0])


def unused(
    conn: Connection, program_id: UUID, pool: str, *, after: str, limit: int
) -> list[tuple[str, str]]:
    """Will list the codes of a pool that nobody has, in their own order: the key to go on after,
    and the code as it is written."""
    wanted = {"program_id": program_id, "pool": pool, "after": after, "limit": limit}
    return [(row[0], row[1]) for row in SQL.rows(conn, "unused_codes", wanted)]
