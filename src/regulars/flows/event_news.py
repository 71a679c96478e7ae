"""Members and listeners are told what happens to an event and to places at it."""

from collections.abc import Sequence

import msgspec
from psycopg import Connection

from regulars.domains import messages, outbox
from regulars.domains.gatherings.contracts import Gathering, Place
from regulars.domains.messages.contracts import Notice
from regulars.flows import envelopes
from regulars.flows.shops import Shop
from regulars.kit import ids


def tell(
    conn: Connection, shop: Shop, gathering: Gathering, places: Sequence[Place], trigger: str
) -> None:
    """Will tell the members of these places, and whoever listens."""
    told = {"event": event_id(gathering), "kind": gathering.kind, "title": gathering.title,
            "begins_at": gathering.begins_at.isoformat()}  # fmt: skip
    if gathering.reason:
        told["reason"] = gathering.reason
    data = msgspec.json.encode(told)
    notices = [
        Notice(
            account_id=one.account_id, notice_id=ids.new(), program_id=shop.program_id,
            trigger=trigger, data=data, due_at=shop.now, created_at=shop.now,
        )
        for one in places
    ]  # fmt: skip
    messages.operations.tell(conn, notices)
    hear(conn, shop, gathering, places, trigger)


def hear(
    conn: Connection, shop: Shop, gathering: Gathering, places: Sequence[Place], name: str
) -> None:
    """Will tell only those who listen to the program."""
    waiting = [
        envelopes.single(
            shop, one.account_id, name, {"event": event_id(gathering), "status": one.status}
        )
        for one in places
    ]
    outbox.operations.put(conn, waiting)


def event_id(gathering: Gathering) -> str:
    """Will write a gathering's id as the API says it."""
    return ids.encode("evn", gathering.gathering_id)
