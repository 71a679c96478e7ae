"""Which statements spread the tables over the machines of a Citus cluster, read from the catalogue.

A table whose primary key starts with an account's id lies where the account lies; one that makes
something unique across accounts lies by that. All others stay whole on the coordinator.
"""

from collections.abc import Mapping
from typing import LiteralString

from psycopg import Connection

FIRST = "ledger_account"
KEY = "account_id"

# Referenced tables before those that refer to them.
_TABLES: LiteralString = """
WITH RECURSIVE refers(table_id, to_id) AS (
    SELECT conrelid, confrelid FROM pg_constraint
    WHERE contype = 'f' AND conrelid <> confrelid AND connamespace = 'public'::regnamespace
), deep(table_id, depth) AS (
    SELECT oid, 0 FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    UNION
    SELECT refers.table_id, deep.depth + 1 FROM deep JOIN refers ON refers.to_id = deep.table_id
)
SELECT c.relname::text, array_agg(DISTINCT a.attname::text)
FROM deep
JOIN pg_class AS c ON c.oid = deep.table_id
LEFT JOIN pg_index AS i ON i.indrelid = c.oid AND i.indisprimary
LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
GROUP BY c.relname ORDER BY max(deep.depth), c.relname
"""


def plan(connection: Connection, by: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Will give the statements, in their order, and the tables that stay. `by` names for each
    table that does not lie with an account the column that it lies by."""
    found = connection.execute(_TABLES).fetchall()
    with_account = [name for name, keys in found if keys == [KEY]]
    statements = [f"SELECT create_distributed_table('{FIRST}', '{KEY}');"]
    statements += [_beside(name, KEY, FIRST) for name in with_account if name != FIRST]
    statements += [_beside(name, column, "none") for name, column in sorted(by.items())]
    spread = {*with_account, *by}
    return statements, sorted(name for name, _ in found if name not in spread)


def _beside(name: str, column: str, other: str) -> str:
    return f"SELECT create_distributed_table('{name}', '{column}', colocate_with => '{other}');"
