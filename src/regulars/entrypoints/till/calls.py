"""Hot calls of the API, made for the device that asks: the same handlers, the same answers."""

from typing import Any

from psycopg import Connection

from regulars.entrypoints.till.device import Device
from regulars.wire.calls import Answered, Asked
from regulars.wire.problems import Problem
from regulars.wire.sentences import for_staff
from regulars.wire.table import HOT

_CALLS = {call.name: call for call in HOT}


def ask(
    conn: Connection, device: Device, name: str, body: Any = None, *, key: str = "", **path: str
) -> Any:
    """Will make a hot call inside a transaction and give its body, or the problem."""
    call = _CALLS[name]
    assert call.handle is not None, "a hot call has a handler"
    assert device.key.kind in call.kinds, "tills make calls for devices only"
    found = call.handle(
        Asked(
            conn=conn,
            shop=device.shop,
            key=device.key,
            path=path,
            body=body,
            idempotency_key=key,
            by=device.actor,
        )
    )
    return found.body if isinstance(found, Answered) else found


def say(problem: Problem, language: str) -> str:
    """Will say a no to whoever serves, in their language."""
    return for_staff(problem.code, problem.params, language)
