"""Staff arrange an event, change it or call it off; who has a place or waits is told."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.gatherings import operations, queries
from regulars.domains.gatherings.contracts import Gathering
from regulars.flows.event_news import tell
from regulars.flows.shops import Shop
from regulars.flows.sign_up import promote

TOLD_OF = ("begins_at", "ends_at", "location")


def arrange(conn: Connection, gathering: Gathering) -> tuple[str, Gathering] | Refused:
    """Will keep an event, once for its key: 'created' or 'repeated'. Refusals: event_times_wrong,
    exists_with_different_content."""
    if _wrong(gathering):
        return Refused(code="event_times_wrong")
    if operations.arrange(conn, gathering):
        return "created", gathering
    kept = queries.by_key(conn, gathering.program_id, gathering.key)
    assert kept is not None, "who was in the way is there"
    if kept.fingerprint != gathering.fingerprint:
        return Refused(code="exists_with_different_content")
    return "repeated", kept


def change(
    conn: Connection, shop: Shop, gathering_id: UUID, said: Mapping[str, Any]
) -> Gathering | Refused:
    """Will change an event. More places let in who waits; another time or place is told. Refusals:
    event_unknown, event_cancelled, event_over, event_times_wrong."""
    before = queries.locked(conn, shop.program_id, gathering_id)
    if before is None:
        return Refused(code="event_unknown")
    if before.status != "planned" or shop.now >= before.ends_at:
        return Refused(code="event_cancelled" if before.status == "cancelled" else "event_over")
    after = msgspec.structs.replace(before, **said)
    if after == before:
        return before
    after = msgspec.structs.replace(after, revision=before.revision + 1, changed_at=shop.now)
    if _wrong(after):
        return Refused(code="event_times_wrong")
    operations.save(conn, after)
    if any(getattr(before, name) != getattr(after, name) for name in TOLD_OF):
        line = queries.line(conn, shop.program_id, gathering_id, ["going", "waiting"])
        tell(conn, shop, after, line, "event.changed")
    promote(conn, shop, after)
    return after


def call_off(
    conn: Connection, shop: Shop, gathering_id: UUID, reason: str = ""
) -> Gathering | Refused:
    """Will call an event off and tell everybody why, once. Refusals: event_unknown, event_over."""
    before = queries.locked(conn, shop.program_id, gathering_id)
    if before is None:
        return Refused(code="event_unknown")
    if before.status == "cancelled":
        return before
    if before.status == "over" or shop.now >= before.ends_at:
        return Refused(code="event_over")
    after = msgspec.structs.replace(
        before,
        status="cancelled",
        revision=before.revision + 1,
        changed_at=shop.now,
        reason=reason,
    )
    operations.save(conn, after)
    line = queries.line(conn, shop.program_id, gathering_id, ["going", "waiting"])
    tell(conn, shop, after, line, "event.cancelled")
    return after


def _wrong(one: Gathering) -> bool:
    backwards = one.ends_at <= one.begins_at
    closed = one.opens_at is not None and one.opens_at >= (one.closes_at or one.begins_at)
    return backwards or closed
