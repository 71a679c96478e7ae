"""Where every request of the API is served, whichever door it came through.

Total: a request gives a response, with a problem for every no and for the unexpected. Nothing of
what people sent is logged.
"""

import logging
import re
import traceback
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import Struct, structs
from psycopg import Connection

from regulars.domains.merchants.contracts import Key
from regulars.flows.shops import open_shop, open_unpublished
from regulars.kit import clock, ids
from regulars.wire import bodies, recording
from regulars.wire.addresses import address
from regulars.wire.calls import JSON, Answered, Asked, Call, Transact
from regulars.wire.keyring import Keyring, refused
from regulars.wire.pace import Pace
from regulars.wire.problems import Problem, problem
from regulars.wire.routing import Found, Methods, Router

PROBLEM = "application/problem+json"
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,100}")
# What PostgreSQL cannot keep leads nowhere: a NUL, half a character.
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_NAME = re.compile(r"[\x20-\x7e]{1,255}")

log = logging.getLogger(__name__)


class Request(Struct, frozen=True, kw_only=True):
    """What was sent. Header names are in lower case; `read` gives at most so many bytes."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    read: Callable[[int], bytes]


class Response(Struct, frozen=True, kw_only=True):
    """What a server sends back."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


class Desk:
    """The table of calls with what is needed to serve it."""

    def __init__(self, router: Router, pace: Pace, keyring: Keyring | None = None) -> None:
        """Will serve these calls at this pace."""
        self._router, self._pace = router, pace
        self._keyring = keyring or Keyring()

    def serve(self, request: Request, idle: Connection, transact: Transact) -> Response:
        """Will answer one request. `idle` is a connection outside of any transaction."""
        headers = {"Cache-Control": "no-store", "X-Request-Id": _request_id(request)}
        try:
            found = self._answer(request, idle, transact, headers)
            return _response(found, headers)
        except Exception as error:  # noqa: BLE001 - the last resort of every request
            # Places in our code only: the error's own message may hold what people wrote.
            places = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s failed: %s\n%s", headers["X-Request-Id"], type(error).__name__, places)
            return _response(problem("internal_error"), headers)

    def _answer(
        self, request: Request, idle: Connection, transact: Transact, headers: dict[str, str]
    ) -> Answered | Problem:
        found = self._router.find(request.method, request.path)
        if found is None:
            return problem("not_found")
        if isinstance(found, Methods):
            headers["Allow"] = ", ".join(found.allowed)
            return problem("method_not_allowed")
        if found.call.tell is not None:
            query = bodies.read_query(request.query, found.call.query)
            return query if isinstance(query, Problem) else found.call.tell()
        key = self._keyring.caller(idle, request.headers.get("authorization", ""), clock.now())
        if isinstance(key, Problem):
            headers["WWW-Authenticate"] = "Bearer"
            return key
        return self._for_key(request, found, key, idle, transact, headers)

    def _for_key(
        self, request: Request, found: Found, key: Key, idle: Connection, transact: Transact,
        headers: dict[str, str],
    ) -> Answered | Problem:  # fmt: skip
        left = self._pace.take(key.key_id)
        headers.update(left.headers)
        if left.calls < 0:
            headers["Retry-After"] = str(left.seconds)
            return problem("rate_limited")
        origin = request.headers.get("origin", "")
        no = refused(key, found.call, origin)
        if no is not None:
            return no
        if key.kind == "publishable":
            headers |= {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
        said = _said(request, found)
        if isinstance(said, Problem):
            return said
        answer = _handled(found.call, said, key, idle, transact)
        if isinstance(answer, Problem) and answer.code == "too_many_attempts":
            headers["Retry-After"] = str(answer.params["seconds"])
        return answer


class _Said(Struct, frozen=True, kw_only=True):
    """What a request says, read."""

    path: Mapping[str, str]
    query: Any
    body: Any
    idempotency_key: str
    address: str


def _said(request: Request, found: Found) -> _Said | Problem:
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
    return _Said(
        path=found.path, query=query, body=body, idempotency_key=name,
        address=address(request.headers.get("x-client-address", "")),
    )  # fmt: skip


def _body(request: Request, call: Call) -> Any:
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > call.largest:
        return problem("body_too_large", max=call.largest)
    raw = request.read(call.largest + 1)
    if len(raw) > call.largest:
        return problem("body_too_large", max=call.largest)
    return raw if call.apart else bodies.read_body(raw, call.body)


def _handled(
    call: Call, said: _Said, key: Key, idle: Connection, transact: Transact
) -> Answered | Problem:
    opened = open_unpublished if call.unpublished else open_shop

    def work(conn: Connection) -> Answered | Problem:
        try:
            shop = opened(conn, key.program_id, now=clock.now())
        except LookupError:
            return problem("program_without_version")
        if call.test_only and not shop.test_clock:
            return problem("test_mode_only")
        asked = Asked(
            conn=conn, shop=shop, key=key, path=said.path, query=said.query, body=said.body,
            idempotency_key=said.idempotency_key, address=said.address,
            transact=transact if call.apart else None,
        )  # fmt: skip
        assert call.handle is not None, "a call with a key has a handler"
        answer = call.handle(asked)
        if not isinstance(answer, Problem):
            recording.record(call, asked)
        return answer

    return work(idle) if call.apart else transact(work)


def _request_id(request: Request) -> str:
    given = request.headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else ids.encode("req", ids.new())


def _response(found: Answered | Problem, headers: dict[str, str]) -> Response:
    if isinstance(found, Problem):
        body = msgspec.json.encode(structs.replace(found, instance=headers["X-Request-Id"]))
        return Response(status=found.status, headers=headers | {"Content-Type": PROBLEM}, body=body)
    if found.location:
        headers["Location"] = found.location
    if found.body is None:
        return Response(status=found.status, headers=headers)
    raw = isinstance(found.body, bytes)
    body = found.body if raw else msgspec.json.encode(found.body)
    media_type = found.media_type if raw else JSON
    return Response(status=found.status, headers=headers | {"Content-Type": media_type}, body=body)
