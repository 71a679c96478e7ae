"""Many calls in one: a JSON value a line, an outcome a line, each as if it had come alone.

Consecutive orders are booked together. When one of a group is refused, the group is undone and its
orders are booked one by one, so that a refused order leaves as little behind as it would alone.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Raw, Struct, structs
from psycopg import Connection

from regulars.entrypoints.api import members
from regulars.flows.shops import Shop, open_shop
from regulars.kit import clock
from regulars.wire import bodies, orders
from regulars.wire.calls import NDJSON, Answered, Asked, Call, Closed
from regulars.wire.keyring import refused
from regulars.wire.problems import Problem
from regulars.wire.table import HOT

GROUP_MAX = 256
LARGEST = 32 * 1_048_576
_ROWS = {call.name: call for call in (*HOT, *members.CALLS)}
CALL_OF: Mapping[str, Call] = {
    "order": _ROWS["create_order"],
    "refund": _ROWS["refund_order"],
    "cancellation": _ROWS["cancel_order"],
    "activity": _ROWS["create_activity"],
    "member": _ROWS["join_member"],
}


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


class _Line(Struct, frozen=True, kw_only=True):
    """A line that was read, or what is wrong with it."""

    number: int
    said: BatchLine | None = None
    body: Any = None
    problem: Problem | None = None

    @property
    def is_order(self) -> bool:
        """Whether it can be booked together with its neighbours."""
        return self.problem is None and self.said is not None and self.said.type == "order"


def handle(asked: Asked) -> Answered | Problem:
    """POST /v1/batch."""
    outcomes: list[LineOutcome] = []
    for are_orders, found in groupby(_lines(asked), key=lambda line: line.is_order):
        lines = list(found)
        if are_orders:
            for start in range(0, len(lines), GROUP_MAX):
                outcomes += _together(asked, lines[start : start + GROUP_MAX])
        else:
            outcomes += [_alone(asked, line) for line in lines]
    encoder = msgspec.json.Encoder()
    return Answered(status=200, body=encoder.encode_lines(outcomes), media_type=NDJSON)


def _lines(asked: Asked) -> Iterator[_Line]:
    for number, raw in enumerate(asked.body.split(b"\n"), 1):
        if raw.strip():
            yield _line(asked, number, raw)


def _line(asked: Asked, number: int, raw: bytes) -> _Line:
    said = bodies.read_body(raw, BatchLine)
    if isinstance(said, Problem):
        return _Line(number=number, problem=said)
    call = CALL_OF[said.type]
    no = refused(asked.key, call, "")
    if no is not None:
        return _Line(number=number, problem=no)
    body = bodies.read_body(bytes(said.body), call.body)
    if isinstance(body, Problem):
        return _Line(number=number, problem=body)
    return _Line(number=number, said=said, body=body)


def _shop(asked: Asked, conn: Connection) -> Shop:
    # Opened again in each transaction: a version may be published in the middle.
    return open_shop(conn, asked.shop.program_id, now=clock.now())


def _together(asked: Asked, lines: list[_Line]) -> list[LineOutcome]:
    def work(conn: Connection) -> list[orders.OrderOut] | Problem:
        found = orders.earn(conn, _shop(asked, conn), [line.body for line in lines])
        good = [one for one in found if not isinstance(one, Problem)]
        return good if len(good) == len(found) else _first_problem(found)

    assert asked.transact is not None, "a batch makes its own transactions"
    found = asked.transact(work)
    if isinstance(found, Problem):
        return [_alone(asked, line) for line in lines]
    return [_outcome(line, orders.one_of(one)) for line, one in zip(lines, found, strict=True)]


def _first_problem(found: list[orders.OrderOut | Problem]) -> Problem:
    return next(one for one in found if isinstance(one, Problem))


def _alone(asked: Asked, line: _Line) -> LineOutcome:
    if line.problem is not None:
        return _outcome(line, line.problem)
    said = line.said
    assert said is not None, "a line without a problem was read"
    handler = CALL_OF[said.type].handle
    assert handler is not None, "calls of a batch have handlers"
    assert asked.transact is not None, "a batch makes its own transactions"

    def work(conn: Connection) -> Answered | Problem:
        return handler(
            structs.replace(
                asked, conn=conn, shop=_shop(asked, conn), path={"ref": said.order},
                body=line.body, idempotency_key=said.idempotency_key, transact=None,
            )
        )  # fmt: skip

    return _outcome(line, asked.transact(work))


def _outcome(line: _Line, found: Answered | Problem) -> LineOutcome:
    if isinstance(found, Problem):
        return LineOutcome(line=line.number, status=found.status, problem=found)
    return LineOutcome(line=line.number, status=found.status, body=found.body)


CALLS: tuple[Call, ...] = (
    Call(
        name="run_batch", method="POST", path="/v1/batch", scope="orders",
        summary="Send orders, refunds, cancellations, activities and members, one a line",
        handle=handle, body=BatchLine, answers={200: LineOutcome}, apart=True, largest=LARGEST,
        kinds=("secret", "device"),
    ),
)  # fmt: skip
