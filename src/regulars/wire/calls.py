"""What a call of the API is: its place, what is asked, what is answered, and the function between.

One table of calls serves every door and the OpenAPI document. A handler reads and writes through
the connection that it is given and never begins or commits; an expected no is a `Problem`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from psycopg import Connection

from regulars.domains.merchants.contracts import Key
from regulars.flows.shops import Shop
from regulars.wire.problems import Problem

MAX_LIMIT = 200


class Closed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value on the wire: nothing that is not named here goes in or out."""


class Page(Closed, frozen=True):
    """Which part of a list: at most `limit` rows after `cursor`."""

    limit: int = 50
    cursor: str = ""


class Asked(Struct, frozen=True, kw_only=True):
    """One request: who asks for which shop, and what. `body` and `query` are of the call's types."""

    conn: Connection
    shop: Shop
    key: Key
    path: Mapping[str, str] = {}
    query: Any = None
    body: Any = None
    idempotency_key: str = ""


class Answered(Struct, frozen=True, kw_only=True):
    """One response; `body` is of the type that the call names for its status."""

    status: int
    body: Any = None
    location: str = ""


Handler = Callable[[Asked], "Answered | Problem"]


class Call(Struct, frozen=True, kw_only=True):
    """One row of the API. `kinds` are the kinds of keys that may make it."""

    name: str
    method: str
    path: str
    summary: str
    scope: str
    handle: Handler
    answers: dict[int, Any]
    body: Any = None
    query: Any = None
    problems: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("secret",)
    test_only: bool = False

    @property
    def writes(self) -> bool:
        """Whether it may change anything."""
        return self.method != "GET"
