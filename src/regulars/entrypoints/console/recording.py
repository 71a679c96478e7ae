"""The one place where what staff do in the console is written down: with the act, by ids only.

Pages need not think of it: whatever a form that is sent commits through `transact` has its act
beside it. What a page adds with `noted` is small, and names nobody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import msgspec
from django.http import HttpRequest
from psycopg import Connection

from regulars.domains.audit import operations as audit
from regulars.domains.audit.contracts import Act
from regulars.flows.answers import Answer
from regulars.kit import clock, ids
from regulars.kit.addresses import short_address
from regulars.kit.pages.requests import address_of
from regulars.kit.pg.django import accompanied

_NOTED = "regulars_noted"


def noted(request: HttpRequest, **details: str | int) -> None:
    """Will add something small to what is written down of this request: what was before, after."""
    setattr(request, _NOTED, getattr(request, _NOTED, {}) | details)


@contextmanager
def recorded(
    request: HttpRequest, *, user_id: int, merchant_id: UUID, program_id: UUID | None
) -> Iterator[None]:
    """Will have whatever this request commits written down."""
    act_id = ids.new()

    def beside(conn: Connection, result: object) -> None:
        if not _nothing(result):
            found = act(request, act_id, user_id, merchant_id, program_id)
            audit.record(conn, found)

    if request.method in ("GET", "HEAD", "OPTIONS"):
        yield
    else:
        with accompanied(beside):
            yield


def act(
    request: HttpRequest, act_id: UUID, user_id: int, merchant_id: UUID, program_id: UUID | None,
    kind: str = "",
) -> Act:  # fmt: skip
    """Will say what a request does: the view's name, and the ids in its address."""
    match = request.resolver_match
    parts = {} if match is None else {
        name: str(value) for name, value in match.kwargs.items() if name != "program"
    }  # fmt: skip
    member = parts.pop("member", "")
    return Act(
        act_id=act_id, merchant_id=merchant_id, program_id=program_id, at=clock.now(),
        actor=f"staff:{user_id}", kind=kind or (match.url_name if match else "") or "",
        member_id=ids.decode("mem", member),
        target=" ".join(value for name, value in sorted(parts.items()) if name != "secret"),
        address=short_address(address_of(request)),
        details=msgspec.json.encode(getattr(request, _NOTED, {})).decode(),
    )  # fmt: skip


def _nothing(result: object) -> bool:
    """Whether a transaction was kept although nothing came of it."""
    if isinstance(result, Answer):
        return result.refused is not None or result.status == "repeated"
    return result is False
