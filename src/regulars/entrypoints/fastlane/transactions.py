"""A thread's own connection, and transactions on it."""

from collections.abc import Callable
from typing import TypeVar

from psycopg import Connection

from regulars.kit.pg import direct
from regulars.kit.pg.connect import connect, retrying
from regulars.wire.problems import undone

Result = TypeVar("Result")
Connect = Callable[[], direct.Connected]


class Line:
    """A connection that is opened when it is needed, and again after it was lost."""

    def __init__(self, connected: Connect = connect) -> None:
        """Will connect by this, as the application where nothing is said."""
        self._connected = connected
        self._conn: direct.Connected | None = None

    def idle(self) -> direct.Connected:
        """The connection, outside of any transaction. Raises SetupError without a database."""
        if self._conn is None or self._conn.closed:
            self._conn = self._connected()
            self._conn.autocommit = True
        return self._conn

    def transact(self, work: Callable[[Connection], Result]) -> Result:
        """Will run work in a transaction, again when another one made PostgreSQL undo it."""
        conn = self.idle()

        def attempt() -> Result:
            with direct.transaction(conn) as undo:
                result = work(conn)
                if undone(result):
                    undo()
            return result

        return retrying(attempt)

    def hang_up(self) -> None:
        """Will close the connection."""
        if self._conn is not None:
            self._conn.close()
            self._conn = None
