"""What orders and activities come to, for many accounts at once: what segments are cut by."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection

from regulars.core.facts import Line
from regulars.domains.events.store import SQL

EVER = datetime(1970, 1, 1, tzinfo=UTC)
_LINES = msgspec.json.Decoder(tuple[Line, ...])


class Ends(Struct, frozen=True):
    """First and last order, and the shops and channels of all of them."""

    first: datetime
    last: datetime
    locations: tuple[str, ...]
    channels: tuple[str, ...]


class Cuts(Struct, frozen=True, kw_only=True):
    """Where fifths and classes of a program's customers lie; empty before anybody bought."""

    recency: tuple[datetime, ...] = ()
    frequency: tuple[int, ...] = ()
    money: tuple[int, ...] = ()
    last_a: tuple[int, UUID] | None = None
    last_b: tuple[int, UUID] | None = None


def tallies(
    conn: Connection, program_id: UUID, accounts: Sequence[UUID], sinces: Mapping[str, datetime]
) -> dict[UUID, dict[str, tuple[int, int]]]:
    """Will count orders and what they came to, by account and window."""
    names = list(sinces)
    asked = {
        "program_id": program_id,
        "account_ids": list(accounts),
        "sinces": list(sinces.values()),
    }
    found: dict[UUID, dict[str, tuple[int, int]]] = defaultdict(dict)
    for account_id, n, orders, net in SQL.rows(conn, "tallies", asked):
        found[account_id][names[n - 1]] = (orders, net)
    return found


def ends(conn: Connection, program_id: UUID, accounts: Sequence[UUID]) -> dict[UUID, Ends]:
    """Will give when, where and how accounts ordered; those that never did are left out."""
    asked = {"program_id": program_id, "account_ids": list(accounts)}
    return {
        account_id: Ends(first, last, tuple(locations), tuple(channels))
        for account_id, first, last, locations, channels in SQL.rows(conn, "ends", asked)
    }


def bought(
    conn: Connection, program_id: UUID, accounts: Sequence[UUID]
) -> dict[UUID, list[tuple[datetime, tuple[Line, ...]]]]:
    """Will give the lines of all orders by account."""
    asked = {"program_id": program_id, "account_ids": list(accounts)}
    found: dict[UUID, list[tuple[datetime, tuple[Line, ...]]]] = defaultdict(list)
    for account_id, at, lines in SQL.rows(conn, "lines", asked):
        found[account_id].append((at, _LINES.decode(lines)))
    return found


def activities(
    conn: Connection, accounts: Sequence[UUID], types: Sequence[str], sinces: Mapping[str, datetime]
) -> dict[UUID, dict[tuple[str, str], int]]:
    """Will count activities of these types, by account, type and window."""
    names = list(sinces)
    asked = {
        "account_ids": list(accounts),
        "types": list(types),
        "sinces": list(sinces.values()),
    }
    found: dict[UUID, dict[tuple[str, str], int]] = defaultdict(dict)
    for account_id, type_, n, count in SQL.rows(conn, "activities", asked):
        found[account_id][type_, names[n - 1]] = count
    return found


def cuts(conn: Connection, program_id: UUID, since: datetime) -> Cuts:
    """Will find where fifths and classes lie among all who ordered since then."""
    asked = {"program_id": program_id, "since": since}
    recency, frequency, money, last_a, last_b = SQL.rows(conn, "cuts", asked)[0]
    return Cuts(
        recency=tuple(recency or ()), frequency=tuple(frequency or ()), money=tuple(money or ()),
        last_a=_customer(last_a), last_b=_customer(last_b),
    )  # fmt: skip


def _customer(text: str | None) -> tuple[int, UUID] | None:
    if text is None:
        return None
    net, account_id = text.strip("()").split(",")
    return int(net), UUID(account_id)


def weekdays(
    conn: Connection, program_id: UUID, zone: str, since: datetime, until: datetime
) -> dict[int, int]:
    """Will count orders by weekday (1 is Monday) on the shop's calendar."""
    asked = {"program_id": program_id, "zone": zone, "since": since, "until": until}
    return dict(SQL.rows(conn, "weekdays", asked))


def categories(
    conn: Connection, program_id: UUID, since: datetime, middle: datetime, until: datetime
) -> list[tuple[str, int, int]]:
    """Will count orders with each category before and after the middle of a span."""
    asked = {"program_id": program_id, "since": since, "middle": middle, "until": until}
    return [(row[0], row[1], row[2]) for row in SQL.rows(conn, "categories", asked)]


def median_order(
    conn: Connection, program_id: UUID, since: datetime, until: datetime
) -> tuple[int | None, int]:
    """Will give the median of members' orders from `since` until before `until`, and how many there
    are; None for none."""
    asked = {"program_id": program_id, "since": since, "until": until}
    median, orders = SQL.rows(conn, "median_order", asked)[0]
    return median, orders
