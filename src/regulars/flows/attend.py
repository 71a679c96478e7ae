"""A member comes to an event, or does not: both are activities that rules may reward or ignore."""

import hashlib
from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.calendar import instant, local
from regulars.core.facts import Activity, Scalar
from regulars.domains.gatherings import operations, queries
from regulars.domains.gatherings.contracts import Gathering, Place
from regulars.flows.act import act
from regulars.flows.answers import Answer, refusal
from regulars.flows.event_news import event_id, tell
from regulars.flows.no_shows import barred_until
from regulars.flows.shops import Shop
from regulars.kit import codes


def check_in(
    conn: Connection, shop: Shop, gathering_id: UUID, code: str
) -> tuple[Answer, Place | None]:
    """Will note that somebody came, once for their code. Refusals: event_unknown,
    check_in_code_unknown, check_in_not_yet, check_in_waiting, event_cancelled, event_over, and
    those of an activity."""
    gathering = queries.locked(conn, shop.program_id, gathering_id)
    if gathering is None:
        return refusal("event_unknown"), None
    place = queries.by_code(conn, shop.program_id, codes.normal(code))
    if place is None or place.gathering_id != gathering_id or place.status == "cancelled":
        return refusal("check_in_code_unknown"), None
    if place.status != "attended":
        no = _too_early_or_late(shop, gathering, place)
        if no is not None:
            return no, None
    answer = _tell_of(conn, shop, gathering, place, "attended", at=shop.now)
    if answer.refused is not None or place.status == "attended":
        return answer, place
    place = msgspec.structs.replace(place, status="attended", changed_at=shop.now)
    operations.put(conn, place)
    return answer, place


def _too_early_or_late(shop: Shop, gathering: Gathering, place: Place) -> Answer | None:
    if gathering.status == "cancelled":
        return refusal("event_cancelled")
    if gathering.status == "over" or place.status == "missed":
        return refusal("event_over")
    if place.status == "waiting":
        return refusal("check_in_waiting")
    zone = shop.program.zone
    begins = local(instant(gathering.begins_at), zone).date()
    if local(shop.instant, zone).date() < begins:
        return refusal("check_in_not_yet", date=begins.isoformat())
    return None


def settle(conn: Connection, shop: Shop) -> bool:
    """Will close one event that is over: who had a place and did not come has missed it; False
    when none waits for that."""
    found = queries.ended(conn, shop.program_id, shop.now)
    if found is None:
        return False
    gathering = queries.locked(conn, shop.program_id, found)
    assert gathering is not None, "events are never taken away"
    if gathering.status != "planned" or gathering.ends_at > shop.now:
        return True
    missing = queries.line(conn, shop.program_id, found, ["going"])
    missed = []
    for place in sorted(missing, key=lambda one: one.account_id):
        _tell_of(conn, shop, gathering, place, "missed", at=gathering.ends_at)
        missed.append(
            msgspec.structs.replace(
                place,
                status="missed",
                changed_at=shop.now,
                missed_at=gathering.ends_at,
                barred_until=barred_until(conn, shop, gathering, place.account_id),
            )
        )
        operations.put(conn, missed[-1])
    operations.save(conn, msgspec.structs.replace(gathering, status="over"))
    tell(conn, shop, gathering, missed, "event.missed")
    return True


def _tell_of(
    conn: Connection, shop: Shop, gathering: Gathering, place: Place, what: str, *, at: datetime
) -> Answer:
    """The activity, once for the place."""
    data: dict[str, Scalar] = {"event": event_id(gathering), "kind": gathering.kind}
    if gathering.location:
        data["location"] = gathering.location
    key = f"gathering:{gathering.gathering_id}/{what}"
    return act(
        conn, shop, place.account_id, Activity(occurred_at=at, type=f"event.{what}", data=data),
        key=key, fingerprint=hashlib.sha256(key.encode()).digest(),
    )  # fmt: skip
