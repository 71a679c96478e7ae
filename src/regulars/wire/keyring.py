"""Who calls: keys by their hash, kept in memory as long as no key has changed.

The generation of keys is asked for at most once a second, so a revoked key is dead within two.
Texts of keys are never kept.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime

from psycopg import Connection

from regulars.domains.merchants import queries as merchants
from regulars.domains.merchants import secrets
from regulars.domains.merchants.contracts import Key
from regulars.wire.calls import Call
from regulars.wire.problems import Problem, problem

POLL_SECONDS = 1.0
_KEPT_MAX = 10_000


class Keyring:
    """The keys that this process has seen."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        """Will begin empty; `ticks` counts seconds."""
        self._ticks = ticks
        self._lock = threading.Lock()
        self._keys: dict[bytes, Key] = {}
        self._generation = -1
        self._asked = float("-inf")

    def caller(self, conn: Connection, authorization: str, now: datetime) -> Key | Problem:
        """Will find who an Authorization header speaks for. Problem: key_invalid."""
        remembered = self.remembered(authorization, now)
        if remembered is not None:
            return remembered
        self.refresh(conn)
        text = _text(authorization)
        key = self._keys.get(secrets.digest(text)) or merchants.key(conn, text)
        if key is None:
            return problem("key_invalid")
        self._keep(secrets.digest(text), key)
        return _alive(key, now)

    def remembered(self, authorization: str, now: datetime) -> Key | Problem | None:
        """Will say the same without the database; None where that has to be asked."""
        text = _text(authorization)
        key = self._keys.get(secrets.digest(text))
        if key is None:
            return None if secrets.well_formed(text) else problem("key_invalid")
        if self._ticks() - self._asked >= POLL_SECONDS:
            return None
        return _alive(key, now)

    def refresh(self, conn: Connection) -> None:
        """Will forget all keys if any has changed, unless that was asked a moment ago."""
        ticks = self._ticks()
        if ticks - self._asked < POLL_SECONDS:
            return
        # The generation is read before any key: a key that changes in between is asked for again.
        generation = merchants.generation(conn)
        with self._lock:
            if generation != self._generation:
                self._keys.clear()
            self._generation, self._asked = generation, ticks

    def _keep(self, digest: bytes, key: Key) -> None:
        with self._lock:
            if len(self._keys) >= _KEPT_MAX:
                self._keys.clear()
            self._keys[digest] = key


def _text(authorization: str) -> str:
    scheme, _, text = authorization.partition(" ")
    return text.strip() if scheme.lower() == "bearer" else ""


def _alive(key: Key, now: datetime) -> Key | Problem:
    if key.revoked_at is not None or (key.expires_at is not None and key.expires_at <= now):
        return problem("key_invalid")
    return key


def refused(key: Key, call: Call, origin: str) -> Problem | None:
    """Will say why a key may not make a call. Problems: key_kind_refused, key_lacks_scope,
    origin_refused, test_mode_only."""
    if key.kind not in call.kinds:
        return problem("key_kind_refused", kind=key.kind)
    if not key.may(call.scope):
        return problem("key_lacks_scope", scope=call.scope)
    if key.kind == "publishable" and origin not in key.origins.split():
        return problem("origin_refused")
    if call.test_only and key.mode != "test":
        return problem("test_mode_only")
    return None
