"""What a call of the API is: its place, what is asked, what is answered, and the function between.

One table of calls serves every door and the OpenAPI document. A handler reads and writes through
the connection that it is given and never begins or commits; an expected no is a `Problem`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Protocol, TypeVar

from msgspec import Meta, Struct
from psycopg import Connection

from regulars.domains.merchants.contracts import Key
from regulars.flows.shops import Shop
from regulars.wire.problems import Problem

MAX_LIMIT = 200
MIB = 1_048_576
JSON = "application/json"
NDJSON = "application/x-ndjson"

Result = TypeVar("Result")


class Closed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value on the wire: nothing that is not named here goes in or out."""


class Page(Closed, frozen=True):
    """Which part of a list: at most `limit` rows after `cursor`."""

    limit: Annotated[int, Meta(ge=1, le=MAX_LIMIT)] = 50
    cursor: Annotated[str, Meta(max_length=1000)] = ""


class Transact(Protocol):
    """Runs work in a transaction of its own, again when another one made PostgreSQL undo it."""

    def __call__(self, work: Callable[[Connection], Result]) -> Result:
        """Commits at the end, unless the result is a `Problem`."""


class Asked(Struct, frozen=True, kw_only=True):
    """One request: who asks for which shop, and what. `body` and `query` are of the call's types.

    `address` is where the member sits, if the caller says so; `by` is who did it, where the door
    knows more than the key: who serves at a till.
    `conn` is inside a transaction, except for a call that is made `apart`: that one gets
    `transact`.
    """

    conn: Connection
    shop: Shop
    key: Key
    path: Mapping[str, str] = {}
    query: Any = None
    body: Any = None
    idempotency_key: str = ""
    address: str = ""
    by: str = ""
    transact: Transact | None = None


class Answered(Struct, frozen=True, kw_only=True):
    """One response; `body` is of the type that the call names for its status, or bytes as they
    are.
    """

    status: int
    body: Any = None
    location: str = ""
    media_type: str = JSON


Handler = Callable[[Asked], "Answered | Problem"]
Together = Callable[[Sequence[Asked]], "list[Answered | Problem]"]


class Call(Struct, frozen=True, kw_only=True):
    """One row of the API. `kinds` are the kinds of keys that may make it. `together` makes many of
    them at once, for one shop.

    Exactly one of `handle` and `tell` is there: `tell` is for what anybody may ask, without a key.
    """

    name: str
    method: str
    path: str
    summary: str
    answers: dict[int, Any]
    scope: str = ""
    handle: Handler | None = None
    tell: Callable[[], Answered] | None = None
    together: Together | None = None
    body: Any = None
    query: Any = None
    problems: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("secret",)
    test_only: bool = False
    unpublished: bool = False
    apart: bool = False
    largest: int = MIB
    media_type: str = JSON

    @property
    def writes(self) -> bool:
        """Whether it may change anything."""
        return self.method != "GET"

    @property
    def lines(self) -> bool:
        """Whether it takes and gives one JSON value a line."""
        return self.apart
