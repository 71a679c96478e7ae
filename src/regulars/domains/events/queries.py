"""Reading what happened."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.events.contracts import ALL, KeptEvent, KeptOrder, Like, OrderKey, Parked
from regulars.domains.events.store import SQL


def orders(conn: Connection, keys: Sequence[OrderKey]) -> dict[OrderKey, KeptOrder]:
    """Will find orders by the numbers that their shops gave them."""
    if not keys:
        return {}
    found = SQL.records(conn, "orders_by_key", _columns(keys), into=KeptOrder)
    return {order.key: order for order in found}


def holders(conn: Connection, keys: Sequence[OrderKey]) -> list[UUID]:
    """Will tell which accounts hold orders, without reading them."""
    return [row[0] for row in SQL.rows(conn, "holders", _columns(keys))] if keys else []


def marks(conn: Connection, keys: Sequence[OrderKey]) -> dict[OrderKey, bytes]:
    """Will give the fingerprints of those orders that are there."""
    found = SQL.rows(conn, "marks", _columns(keys)) if keys else []
    return {OrderKey(*key): mark for *key, mark in found}


def orders_by_id(conn: Connection, program_id: UUID, ids: Sequence[UUID]) -> list[KeptOrder]:
    """Will find orders by our own ids, within one program."""
    wanted = {"order_ids": list(ids), "program_id": program_id}
    return SQL.records(conn, "orders_by_id", wanted, into=KeptOrder)


def orders_held(conn: Connection, account_id: UUID, limit: int) -> list[KeptOrder]:
    """Will give the newest orders that an account holds now."""
    wanted = {"account_id": account_id, "limit": limit}
    return SQL.records(conn, "orders_held", wanted, into=KeptOrder)


def orders_bought(
    conn: Connection,
    account_id: UUID,
    *,
    sku: str = "",
    since: datetime,
    before: tuple[datetime, UUID],
    limit: int,
) -> list[KeptOrder]:
    """Will give an account's orders since an instant, newest first, from before one of them on;
    with a line of one article, where it is named.
    """
    lines = msgspec.json.encode([{"sku": sku}]).decode() if sku else None
    wanted = {
        "account_id": account_id, "since": since, "before_at": before[0], "before_id": before[1],
        "lines": lines, "limit": limit,
    }  # fmt: skip
    return SQL.records(conn, "orders_bought", wanted, into=KeptOrder)


def history(
    conn: Connection, account_ids: Sequence[UUID]
) -> dict[UUID, list[KeptOrder | KeptEvent]]:
    """Will give everything that was booked on accounts, each in the order in which it was."""
    wanted = {"account_ids": list(account_ids)}
    found: dict[UUID, list[KeptOrder | KeptEvent]] = {one: [] for one in account_ids}
    for order in SQL.records(conn, "orders_of_account", wanted, into=KeptOrder):
        found[order.account_id].append(order)
    for event in SQL.records(conn, "events_of_account", wanted, into=KeptEvent):
        found[event.account_id].append(event)
    for happened in found.values():
        happened.sort(key=lambda one: one.event_no)
    return found


def before(
    conn: Connection, account_id: UUID, event_no: int, limit: int, *, like: Like = ALL
) -> list[KeptOrder | KeptEvent]:
    """Will give what was booked on an account before an event, newest first."""
    wanted = {
        "account_id": account_id, "before": event_no, "limit": limit,
        "kinds": list(like.kinds) if like.kinds is not None else None, "booked": like.booked,
        "orders": like.kinds is None or "order.paid" in like.kinds, "effect": like.effect,
    }  # fmt: skip
    found: list[KeptOrder | KeptEvent] = [
        *SQL.records(conn, "orders_before", wanted, into=KeptOrder),
        *SQL.records(conn, "events_before", wanted, into=KeptEvent),
    ]
    return sorted(found, key=lambda one: -one.event_no)[:limit]


def counted(conn: Connection, program_id: UUID) -> tuple[int, datetime | None]:
    """Will count a program's orders, and tell when the last one was."""
    none = datetime(1970, 1, 1, tzinfo=UTC)
    count, _, last = SQL.rows(conn, "counts", {"program_id": program_id, "none": none})[0]
    return count, last if count else None


def events(conn: Connection, keys: Sequence[tuple[UUID, str]]) -> dict[tuple[UUID, str], KeptEvent]:
    """Will find events by account and key."""
    if not keys:
        return {}
    wanted = {"account_ids": [one for one, _ in keys], "keys": [key for _, key in keys]}
    found = SQL.records(conn, "events_by_key", wanted, into=KeptEvent)
    return {(event.account_id, event.key): event for event in found}


def told(conn: Connection, wanted: Sequence[tuple[KeptOrder, str]]) -> dict[str, KeptEvent]:
    """Will find what happened to orders under keys that are theirs alone, in whichever account each
    then was: before a claim or after it, or while two accounts were one."""
    if SQL.by_account:
        found = [_told(conn, order, key) for order, key in wanted]
        return {one.key: one for one in found if one}
    asked = {
        "first_ids": [order.account_id for order, _ in wanted],
        "holder_ids": [order.holder_id for order, _ in wanted],
        "keys": [key for _, key in wanted],
    }
    return {one.key: one for one in SQL.records(conn, "events_told", asked, into=KeptEvent)}


def _told(conn: Connection, order: KeptOrder, key: str) -> KeptEvent | None:
    """The same where a statement may name one account only."""
    accounts = [order.account_id, order.holder_id]
    accounts += [one for account in set(accounts) for one in _emptied(conn, account)]
    return next(iter(events(conn, [(one, key) for one in accounts]).values()), None)


def before_move(conn: Connection, account_id: UUID, event_no: int, key: str) -> KeptEvent | None:
    """Will find what happened under a key on the guest's account that an event moved here."""
    keys = [(one, key) for one in _emptied(conn, account_id, event_no)]
    return next(iter(events(conn, keys).values()), None)


def _emptied(conn: Connection, account_id: UUID, event_no: int | None = None) -> list[UUID]:
    """The accounts whose content was moved into this one, by any event or by this one."""
    asked = {"account_id": account_id, "event_no": event_no}
    return [UUID(row[0].split(":")[1]) for row in SQL.rows(conn, "moved_in", asked)]


def parked(conn: Connection, keys: Sequence[OrderKey]) -> list[Parked]:
    """Will give the refunds that wait for these orders, the earliest first."""
    return parking(conn, keys)() if keys else []


def parking(conn: Connection, keys: Sequence[OrderKey]) -> Callable[[], list[Parked]]:
    """Will ask as `parked` does, and give what waits for the answer."""
    asked = SQL.asked(conn, "parked", _columns(keys))
    names = Parked.__struct_fields__
    return lambda: [Parked(**dict(zip(names, row, strict=True))) for row in asked()]


def arrived(conn: Connection, program_id: UUID, limit: int) -> list[OrderKey]:
    """Will give orders that are there although a refund still waits for them."""
    rows = SQL.rows(conn, "arrived", {"program_id": program_id, "limit": limit})
    return [OrderKey(*row) for row in rows]


def refused_refunds(conn: Connection, program_id: UUID) -> int:
    """Will count refunds that their orders refused: they are kept, and told of once."""
    return int(SQL.rows(conn, "refused_parked", {"program_id": program_id})[0][0])


def refused_parked(
    conn: Connection, program_id: UUID, *, before: tuple[datetime, str], limit: int
) -> list[Parked]:
    """Will give refunds that their orders refused, the latest first."""
    wanted = {"program_id": program_id, "at": before[0], "key": before[1], "limit": limit}
    return SQL.records(conn, "parked_refused", wanted, into=Parked)


def _columns(keys: Sequence[OrderKey]) -> dict[str, list[object]]:
    return {
        "program_ids": [key.program_id for key in keys],
        "sources": [key.source for key in keys],
        "external_ids": [key.external_id for key in keys],
    }


def between(
    conn: Connection, program_id: UUID, since: datetime, until: datetime, limit: int
) -> list[KeptOrder]:
    """Will give the newest orders of a span, those that came back aside."""
    asked = {"program_id": program_id, "since": since, "until": until, "limit": limit}
    return SQL.records(conn, "orders_between", asked, into=KeptOrder)


def count_between(conn: Connection, program_id: UUID, since: datetime, until: datetime) -> int:
    """Will count the orders of a span, those that came back aside."""
    asked = {"program_id": program_id, "since": since, "until": until}
    return int(SQL.rows(conn, "count_between", asked)[0][0])


def orders_numbered(
    conn: Connection, program_id: UUID, external_id: str, *, limit: int
) -> list[tuple[UUID, str, str]]:
    """Will find orders by their number, whatever the source: account, source and number."""
    wanted = {"program_id": program_id, "external_id": external_id, "limit": limit}
    found = SQL.rows(conn, "orders_numbered", wanted)
    return [(row[0], str(row[1]), str(row[2])) for row in found]
