"""The clock of a program that is tried out: moved forwards, and what falls due happens."""

from datetime import datetime

from regulars.flows import clock
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.orders import When
from regulars.wire.problems import Problem, problem
from regulars.wire.times import out_of_range


class AdvanceIn(Closed, frozen=True):
    """The time that it shall be."""

    to: When


class AdvanceOut(Closed, frozen=True):
    """The time that it is now, and how many accounts something fell due for."""

    now: datetime
    accounts: int


def advance(asked: Asked) -> Answered | Problem:
    """POST /v1/test-clock/advance."""
    to: datetime = asked.body.to
    unheard = out_of_range(to)
    if unheard is not None:
        return unheard
    refused, touched = clock.advance(asked.conn, asked.shop, to)
    if refused:
        return problem(refused)
    return Answered(status=200, body=AdvanceOut(now=to, accounts=touched))


CALLS: tuple[Call, ...] = (
    Call(
        name="advance_test_clock", method="POST", path="/v1/test-clock/advance", scope="program",
        summary="Move the test clock and do all that falls due until then", handle=advance,
        body=AdvanceIn, answers={200: AdvanceOut}, test_only=True,
        problems=("test_mode_only", "clock_cannot_go_back", "time_out_of_range"),
    ),
)  # fmt: skip
