"""Many calls in one: a JSON value a line, an outcome a line, each as if it had come alone.

Consecutive orders are booked together (see `groups`); all others one by one in between.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Raw, Struct

from regulars.domains.merchants.contracts import Key
from regulars.wire import bodies
from regulars.wire.calls import MIB, NDJSON, Answered, Asked, Call, Closed
from regulars.wire.groups import GROUP_MAX, Outcome, settle
from regulars.wire.joining import JOIN
from regulars.wire.keyring import refused
from regulars.wire.problems import Problem, problem
from regulars.wire.requests import Wanted
from regulars.wire.responses import failed
from regulars.wire.table import HOT

LARGEST = 32 * MIB
"""Where a batch is read whole; the fast lane reads it line by line and has no such end."""
_ROWS = {call.name: call for call in HOT}
CALL_OF: Mapping[str, Call] = {
    "order": _ROWS["create_order"],
    "refund": _ROWS["refund_order"],
    "cancellation": _ROWS["cancel_order"],
    "activity": _ROWS["create_activity"],
    "member": JOIN,
}
_encode_lines = msgspec.json.Encoder().encode_lines


class BatchLine(Closed, frozen=True, omit_defaults=True):
    """A line: `body` is that of the call. `order` names the order of a refund or cancellation."""

    type: Literal["order", "refund", "cancellation", "activity", "member"]
    body: Raw
    order: Annotated[str, Meta(max_length=420)] = ""
    idempotency_key: Annotated[str, Meta(max_length=255)] = ""


class LineOutcome(Closed, frozen=True, omit_defaults=True):
    """What the line's call would have answered: `status` with its `body` or its `problem`."""

    line: int
    status: int
    body: Any = None
    problem: Problem | None = None


class Line(Struct, frozen=True, kw_only=True):
    """A line that was read, or what is wrong with it."""

    number: int
    said: Wanted | Problem

    @property
    def is_order(self) -> bool:
        """Whether it can be booked together with its neighbours."""
        return isinstance(self.said, Wanted) and self.said.call.together is not None


class Reader:
    """Reads the lines of one batch, each with its number."""

    def __init__(self, key: Key, address: str) -> None:
        """Will read for the key that sends the batch, from where it sends it."""
        self._key, self._address = key, address
        self._number = 0

    def lines(self, raw: Iterable[bytes]) -> list[Line]:
        """Will read lines; empty ones count and say nothing."""
        found = []
        for text in raw:
            self._number += 1
            if text.strip():
                found.append(Line(number=self._number, said=self._wanted(text)))
        return found

    def _wanted(self, raw: bytes) -> Wanted | Problem:
        if len(raw) > MIB:
            return problem("body_too_large", max=MIB)
        said = bodies.read_body(raw, BatchLine)
        if isinstance(said, Problem):
            return said
        call = CALL_OF[said.type]
        no = refused(self._key, call, "")
        if no is not None:
            return no
        body = bodies.read_body(bytes(said.body), call.body)
        if isinstance(body, Problem):
            return body
        return Wanted(
            call=call, key=self._key, path={"ref": said.order}, body=body,
            idempotency_key=said.idempotency_key, address=self._address,
        )  # fmt: skip


def runs(lines: Iterable[Line], most: int = GROUP_MAX) -> Iterator[list[Line]]:
    """Will part lines where their order matters: orders from all others, in groups."""
    for _, found in groupby(lines, key=lambda line: line.is_order):
        while run := list(islice(found, most)):
            yield run


def told(run: Sequence[Line], outcomes: Iterable[Outcome | Exception]) -> bytes:
    """Will write the outcomes of a run, a line each; `outcomes` are those of its good lines."""
    left = iter(outcomes)
    return _encode_lines(
        [_outcome(one.number, one.said if isinstance(one.said, Problem) else next(left))
         for one in run]
    )  # fmt: skip


def wanted(run: Iterable[Line]) -> list[Wanted]:
    """Will give the calls of a run's good lines."""
    return [one.said for one in run if isinstance(one.said, Wanted)]


def handle(asked: Asked) -> Answered | Problem:
    """POST /v1/batch."""
    assert asked.transact is not None, "a batch makes its own transactions"
    lines = Reader(asked.key, asked.address).lines(asked.body.split(b"\n"))
    found = [told(run, settle(asked.transact, wanted(run))) for run in runs(lines)]
    return Answered(status=200, body=b"".join(found), media_type=NDJSON)


def _outcome(number: int, found: Outcome | Exception) -> LineOutcome:
    if isinstance(found, Exception):
        found = failed(found, f"line {number}")
    if isinstance(found, Problem):
        return LineOutcome(line=number, status=found.status, problem=found)
    return LineOutcome(line=number, status=found.status, body=found.body)


BATCH = Call(
    name="run_batch", method="POST", path="/v1/batch", scope="orders",
    summary="Send orders, refunds, cancellations, activities and members, one a line",
    handle=handle, body=BatchLine, answers={200: LineOutcome}, apart=True, largest=LARGEST,
    kinds=("secret", "device"),
)  # fmt: skip
