"""Jobs put off by their names, in the transaction that needs them: no commit, no job."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from procrastinate.connector import BaseConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task
from psycopg import Connection, Cursor
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb


def later(conn: Connection, name: str, *, at: datetime | None = None, **arguments: str) -> None:
    """Will have the worker run a job, at once or not before an instant."""
    manager = JobManager(_Here(conn))
    configure_task(name=name, job_manager=manager, lock=name, schedule_at=at).defer(**arguments)


class _Here(BaseConnector):
    """Speaks on a connection that is somebody else's, inside whatever transaction is open there."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def get_sync_connector(self) -> BaseConnector:
        return self

    def execute_query(self, query: Any, **arguments: Any) -> None:
        self._executed(query, arguments)

    def execute_query_one(self, query: Any, **arguments: Any) -> dict[str, Any]:
        return next(iter(self._executed(query, arguments)))

    def execute_query_all(self, query: Any, **arguments: Any) -> list[dict[str, Any]]:
        return self._executed(query, arguments).fetchall()

    def _executed(self, query: Any, arguments: Mapping[str, Any]) -> Cursor[dict[str, Any]]:
        sent = {name: _sent(value) for name, value in arguments.items()}
        return Cursor(self._conn, row_factory=dict_row).execute(query, sent)


def _sent(value: Any) -> Any:
    if isinstance(value, dict):
        return Jsonb(value)
    if isinstance(value, list):
        return [_sent(one) for one in value]
    return tuple(map(_sent, value)) if isinstance(value, tuple) else value
