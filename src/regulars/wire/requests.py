"""A request as a server hands it over, and what it says, read: the same for every door.

What is read here needs no database: a door that answers many at once reads them before they wait.
"""

import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from psycopg import Connection

from regulars.domains.merchants.contracts import Key
from regulars.flows.shops import Shop
from regulars.wire import bodies
from regulars.wire.addresses import address
from regulars.wire.calls import Asked, Call, Transact
from regulars.wire.problems import Problem, problem
from regulars.wire.routing import Found

# What PostgreSQL cannot keep leads nowhere: a NUL, half a character.
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_DIGITS_MAX = 18
_NAME = re.compile(r"[\x20-\x7e]{1,255}")


class Request(Struct, frozen=True, kw_only=True):
    """What was sent. Header names are in lower case; `read` gives at most so many bytes."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    read: Callable[[int], bytes]


class Wanted(Struct, frozen=True, kw_only=True):
    """A call that somebody may make, read: all that it takes but a connection and a shop."""

    call: Call
    key: Key
    path: Mapping[str, str] = {}
    query: Any = None
    body: Any = None
    idempotency_key: str = ""
    address: str = ""

    def asked(self, conn: Connection, shop: Shop, transact: Transact | None = None) -> Asked:
        """Will give what a handler takes."""
        return Asked(
            conn=conn, shop=shop, key=self.key, path=self.path, query=self.query, body=self.body,
            idempotency_key=self.idempotency_key, address=self.address, transact=transact,
        )  # fmt: skip


def read(request: Request, found: Found, key: Key) -> Wanted | Problem:
    """Will read what a request says. Problems: not_found, query_invalid, idempotency_key_invalid,
    body_too_large, body_invalid, body_unreadable."""
    call = found.call
    if any(_UNKEEPABLE.search(value) for value in found.path.values()):
        return problem("not_found")
    query = bodies.read_query(request.query, call.query)
    if isinstance(query, Problem):
        return query
    name = request.headers.get("idempotency-key", "").strip() if call.writes else ""
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1]
    if name and not _NAME.fullmatch(name):
        return problem("idempotency_key_invalid")
    body = None
    if call.body is not None:
        body = _body(request, call)
        if isinstance(body, Problem):
            return body
    return Wanted(
        call=call, key=key, path=found.path, query=query, body=body, idempotency_key=name,
        address=client_address(request),
    )  # fmt: skip


def client_address(request: Request) -> str:
    """Where the member sits, if the caller says so."""
    return address(request.headers.get("x-client-address", ""))


def said_length(request: Request) -> int:
    """How many bytes the body is said to have; 0 where nothing is said."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        return 0
    # Python reads no number of more than some thousand digits: that is too much in any case.
    return int(length) if len(length) <= _DIGITS_MAX else sys.maxsize


def _body(request: Request, call: Call) -> Any:
    if said_length(request) > call.largest:
        return problem("body_too_large", max=call.largest)
    raw = request.read(call.largest + 1)
    if len(raw) > call.largest:
        return problem("body_too_large", max=call.largest)
    return raw if call.apart else bodies.read_body(raw, call.body)
