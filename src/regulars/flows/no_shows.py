"""Members who have a place and do not come: until when they may not sign up, and who lifts that."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core import calendar
from regulars.core.effects import Refused
from regulars.domains.gatherings import operations, queries
from regulars.domains.gatherings.contracts import Gathering
from regulars.flows.shops import Shop


def barred_until(
    conn: Connection, shop: Shop, gathering: Gathering, account_id: UUID
) -> datetime | None:
    """Will say until when somebody who did not come is barred: by the event itself, or by the
    program, whose terms at the event's end count; None for not at all."""
    ends = calendar.instant(gathering.ends_at)
    found = []
    if gathering.barred_days:
        found.append(gathering.ends_at + timedelta(days=gathering.barred_days))
    program = shop.timeline.at(ends)
    word = program.document.events.no_shows
    if word is not None:
        before = [
            one.missed_at for one in queries.places_of(conn, account_id).values()
            if one.missed_at is not None and one.lifted_at is None
        ]  # fmt: skip
        near = [
            at for at in before
            if at <= gathering.ends_at
            and calendar.after(calendar.instant(at), word.within, program.zone) > ends
        ]  # fmt: skip
        if len(near) + 1 >= word.times:
            found.append(calendar.moment(calendar.after(ends, word.barred_for, program.zone)))
    return max(found, default=None)


def lift(
    conn: Connection, shop: Shop, account_id: UUID, *, reason: str, actor: str
) -> int | Refused:
    """Will let a member sign up again and count no empty place against them; how many those were.
    Refusal: not_barred."""
    mine = queries.places_of(conn, account_id)
    for gathering_id in sorted(mine):
        queries.locked(conn, shop.program_id, gathering_id)
    missed = [
        one for one in queries.places_of(conn, account_id).values()
        if one.missed_at is not None and one.lifted_at is None
    ]  # fmt: skip
    if not missed:
        return Refused(code="not_barred")
    for place in missed:
        lifted = msgspec.structs.replace(
            place, barred_until=None, lifted_at=shop.now, lifted_by=actor, lift_reason=reason
        )
        operations.put(conn, lifted)
    return len(missed)
