"""What a server sends back, and what every answer carries."""

import logging
import re
import traceback

import msgspec
import psycopg
from msgspec import Struct, structs

from regulars.kit import ids, journal
from regulars.wire.calls import JSON, Answered
from regulars.wire.problems import Problem, problem
from regulars.wire.requests import Request

PROBLEM = "application/problem+json"
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,100}")
_LATER = frozenset({"too_many_attempts", "overloaded", "database_away"})
_encode = msgspec.json.Encoder().encode

log = logging.getLogger(__name__)


class Response(Struct, frozen=True, kw_only=True):
    """What a server sends back."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


def first_headers(request: Request) -> dict[str, str]:
    """Will begin an answer: never kept by anybody, under the number that the caller gave or a new
    one."""
    number = request_number(request.headers.get("x-request-id", ""))
    return {"Cache-Control": "no-store", "X-Request-Id": number}


def request_number(given: str) -> str:
    """Will take the number that a caller gave, or make one."""
    return given if _REQUEST_ID.fullmatch(given) else ids.new_text("req")


def response(found: Answered | Problem, headers: dict[str, str]) -> Response:
    """Will put an answer into bytes."""
    if isinstance(found, Problem):
        if found.code in _LATER:
            headers["Retry-After"] = str(found.params.get("seconds", 1))
        body = _encode(structs.replace(found, instance=headers["X-Request-Id"]))
        return Response(status=found.status, headers=headers | {"Content-Type": PROBLEM}, body=body)
    if found.location:
        headers["Location"] = found.location
    if found.body is None:
        return Response(status=found.status, headers=headers)
    raw = isinstance(found.body, bytes)
    headers["Content-Type"] = found.media_type if raw else JSON
    body = found.body if raw else _encode(found.body)
    return Response(status=found.status, headers=headers, body=body)


def failed(error: BaseException, number: str) -> Problem:
    """Will answer what nobody expected. Logged are places in our code only: the error's own message
    may hold what people wrote."""
    with journal.within(request_id=number):
        if any(isinstance(one, psycopg.OperationalError) for one in (error, error.__cause__)):
            log.warning("%s failed: the database does not answer", number)
            return problem("database_away")
        places = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s failed: %s\n%s", number, type(error).__name__, places)
        return problem("internal_error")
