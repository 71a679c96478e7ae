"""One line in the log for each request: its number, whose it was, which call, how it ended and how
long it took. An address may hold somebody's e-mail: what is told is the call, or a page's route.

What is begun here rides along with every line that is logged until the next request begins.
"""

from typing import Any
from uuid import UUID

import structlog
from structlog.contextvars import bind_contextvars, bound_contextvars, clear_contextvars

from regulars.kit import environment, ids
from regulars.kit.errors import SetupError

WANTED = environment.declare(
    "REGULARS_LOG_REQUESTS",
    "Which requests have a line in the log: all; most, that is all but hot calls that went well in "
    "the fast lane; or none.",
    "most",
)
REFUSED = 400
_log = structlog.get_logger("regulars.requests")

within = bound_contextvars
"""Fields of what is logged within a block."""


def wanted() -> str:
    """Will read what the operator wants. Raises SetupError for a word that is none of ours."""
    text = WANTED.text() or ""
    if text not in ("all", "most", "none"):
        raise SetupError(f"{WANTED.name} is {text!r}; say all, most or none.")
    return text


def begin(request_id: str) -> None:
    """Will have what is logged from now on carry this number, and nothing of what was before."""
    clear_contextvars()
    bind_contextvars(request_id=request_id)


def about(merchant_id: UUID, program_id: UUID) -> None:
    """Will have what is logged from now on say whose it is."""
    bind_contextvars(**whose(merchant_id, program_id))


def whose(merchant_id: UUID, program_id: UUID) -> dict[str, str]:
    """Will give a merchant and a program as a line names them."""
    return {"merchant": ids.encode("mer", merchant_id), "program": ids.encode("prg", program_id)}


def answered(call: str, status: int, seconds: float, **more: Any) -> None:
    """Will log a request that was answered; status 0 is one whose caller left."""
    _log.info("answered", call=call, status=status, ms=round(seconds * 1000, 3), **more)
