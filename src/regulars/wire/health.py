"""What is said to whoever watches a process: that it lives, and whether to send it requests.

`/livez` and `/health` touch nothing: a database that is away for a moment must restart nobody.
`/readyz` asks the database, once a second at most however many ask.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import psycopg
from psycopg import Connection

from regulars import domains
from regulars.kit import draining
from regulars.kit.errors import SetupError
from regulars.kit.pg.connect import connect

PATHS = frozenset({"/health", "/livez", "/readyz"})
READY = "/readyz"
_KEPT_SECONDS = 1.0
_STALE_SECONDS = 10.0
_TIMEOUT_SECONDS = 3

Standing = Literal["ok", "draining", "lanes", "database", "migrations"]


class Health:
    """How one process stands."""

    def __init__(
        self, connected: Callable[[], Connection] | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        """Will ask the application's database, or the one that `connected` leads to."""
        self._connected = connected or _connected
        self._seconds = seconds
        self._asking = threading.Lock()
        self._found: Standing = "database"
        self._found_at = float("-inf")
        self._wanted = frozenset[tuple[str, str]]()
        self.lanes: Callable[[], bool] = lambda: True
        """Whether those that book hot calls are at work."""

    def said(self, path: str) -> tuple[int, bytes]:
        """Will answer one of PATHS: a status and a word."""
        standing = self.standing() if path == READY else "ok"
        return (200 if standing == "ok" else 503), standing.encode()

    def standing(self) -> Standing:
        """What keeps this process from serving, or that nothing does."""
        if draining.begun():
            return "draining"
        return self._database() if self.lanes() else "lanes"

    def _database(self) -> Standing:
        """What was found last where that is new, or where somebody asks already: a database that
        hangs must not gather threads."""
        age = self._seconds() - self._found_at
        if age > _KEPT_SECONDS and self._asking.acquire(blocking=False):
            try:
                self._found = self._asked()
                self._found_at = self._seconds()
                age = 0.0
            finally:
                self._asking.release()
        return self._found if age < _STALE_SECONDS else "database"

    def _asked(self) -> Standing:
        try:
            with self._connected() as conn:
                conn.execute(f"SET statement_timeout = '{_TIMEOUT_SECONDS}s'")
                rows = conn.execute("SELECT app, name FROM django_migrations").fetchall()
        except (psycopg.Error, SetupError):
            return "database"
        self._wanted = self._wanted or _known()
        return "ok" if self._wanted <= {(app, name) for app, name in rows} else "migrations"


def _connected() -> Connection:
    return connect("app", seconds=_TIMEOUT_SECONDS)


def _known() -> frozenset[tuple[str, str]]:
    """Our own migrations, by their files: those of others came with them."""
    return frozenset(
        (path.parent.parent.name, path.stem)
        for folder in domains.__path__
        for path in Path(folder).glob("*/migrations/[0-9]*.py")
    )


HEALTH = Health()
"""That of this process."""
