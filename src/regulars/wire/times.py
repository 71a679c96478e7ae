"""Times that callers may name: those that calendars can count with, as in core."""

from datetime import UTC, datetime

from regulars.wire.problems import Problem, problem

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = datetime(2200, 1, 1, tzinfo=UTC)


def out_of_range(moment: datetime | None) -> Problem | None:
    """Will refuse a time outside of 1970 to the beginning of 2200."""
    if moment is None or _FIRST <= moment <= _LAST:
        return None
    return problem("time_out_of_range")
