"""The limit that orders are measured against writes what an order writes, and nothing less."""

from importlib import resources

import psycopg
from tests.builders.counter import Counter
from tests.flows.test_costs import PLAIN
from tests.support.cost import rows_written

from regulars.entrypoints.cli._measuring import rates


def _text(file: str) -> str:
    return resources.files(rates).joinpath(file).read_text(encoding="utf-8")


def test_both_sides_write_the_same_rows(owner_conn: psycopg.Connection) -> None:
    counter = Counter(owner_conn, PLAIN)
    counter.join(external_id="limit-1")
    counter.order("first", 1000)
    for statement in _text("samples.pgbench").split(";"):
        owner_conn.execute(statement.encode())
    (sampled,) = owner_conn.execute("SELECT count(*) FROM bench_account").fetchone() or (0,)
    assert sampled == 1
    lines = _text("limit.pgbench").splitlines()
    limit = "\n".join(line for line in lines if not line.startswith("\\")).replace(":n", "1")

    def one() -> None:
        assert owner_conn.execute(limit.encode()).rowcount == 1

    ours = rows_written(owner_conn, lambda: counter.order("second", 1000))
    assert rows_written(owner_conn, one) == ours
