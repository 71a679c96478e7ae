"""The API: every call there is, hot and wide, in one table."""

from regulars.entrypoints.api import (
    batch,
    campaigns,
    cards,
    catalogue,
    code_pools,
    donations,
    events,
    following,
    history,
    images,
    keys,
    levels,
    member_changes,
    members,
    openapi,
    program,
    public,
    purchases,
    registrations,
    rewards,
    segments,
    stamp_cards,
    test_clock,
    tiers,
)
from regulars.wire.calls import Call
from regulars.wire.table import HOT

_ALL: tuple[Call, ...] = (
    *members.CALLS,
    *member_changes.CALLS,
    *HOT,
    *batch.CALLS,
    *history.CALLS,
    *following.CALLS,
    *stamp_cards.CALLS,
    *cards.CALLS,
    *tiers.CALLS,
    *levels.CALLS,
    *purchases.CALLS,
    *catalogue.CALLS,
    *code_pools.CALLS,
    *rewards.CALLS,
    *images.CALLS,
    *donations.CALLS,
    *program.CALLS,
    *segments.CALLS,
    *events.CALLS,
    *registrations.CALLS,
    *campaigns.CALLS,
    *keys.CALLS,
    *test_clock.CALLS,
    *public.CALLS,
)

CALLS: tuple[Call, ...] = (*_ALL, openapi.row(_ALL))
