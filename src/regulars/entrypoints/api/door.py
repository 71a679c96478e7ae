"""The API as a Django view: it hands requests to the desk and carries answers back.

No session, no cookie, no form token: a key in every request is all that counts.
"""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from psycopg import Connection

from regulars.entrypoints.api.table import CALLS
from regulars.kit.pg import django
from regulars.kit.speech import ENGLISH, spoken
from regulars.wire.desk import Desk
from regulars.wire.pace import pace
from regulars.wire.problems import undone
from regulars.wire.requests import Request
from regulars.wire.routing import Methods, Router

Result = TypeVar("Result")

_ROUTER = Router(CALLS)


@cache
def desk() -> Desk:
    """The desk of this process."""
    return Desk(_ROUTER, pace())


@csrf_exempt
def door(request: HttpRequest) -> HttpResponseBase:
    """Will serve any address below /v1."""
    preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
    if preflight:
        return _preflight(request)
    asked = Request(
        method=request.method or "GET",
        path=request.path_info,
        query=request.META.get("QUERY_STRING", ""),
        headers={name.lower(): value for name, value in request.headers.items()},
        read=request.read,
    )
    # Who writes programs reads the documentation's language, whatever a browser would rather have.
    with spoken(ENGLISH):
        answer = desk().serve(asked, django.connection(), _transact)
    response = HttpResponse(answer.body, status=answer.status, headers=answer.headers)
    # Django would log the address of what failed, and an address may hold somebody's e-mail.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    return response


def _transact(work: Callable[[Connection], Result]) -> Result:
    return django.transact(work, undo=undone)


def _preflight(request: HttpRequest) -> HttpResponse:
    """Browsers ask before they send a key; what a key may do is decided when it comes."""
    found = _ROUTER.find("OPTIONS", request.path_info)
    allowed = found.allowed if isinstance(found, Methods) else ()
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": ", ".join(allowed),
        "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
        "Access-Control-Max-Age": "600",
    }
    return HttpResponse(status=204 if allowed else 404, headers=headers)
