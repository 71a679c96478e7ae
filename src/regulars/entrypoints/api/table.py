"""The API: every call there is, hot and wide, in one table."""

from regulars.entrypoints.api import (
    catalogue,
    following,
    history,
    keys,
    member_changes,
    members,
    program,
    public,
    test_clock,
)
from regulars.wire.calls import Call
from regulars.wire.table import HOT

CALLS: tuple[Call, ...] = (
    *members.CALLS,
    *member_changes.CALLS,
    *HOT,
    *history.CALLS,
    *following.CALLS,
    *catalogue.CALLS,
    *program.CALLS,
    *keys.CALLS,
    *test_clock.CALLS,
    *public.CALLS,
)
