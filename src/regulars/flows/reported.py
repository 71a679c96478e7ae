"""Figures that read years of history: a job counts them, pages read what it counted last.

The longer counting took, the later it is done again, so that no figure is ever a load on the
counter. A shop that no job has come to yet is new: it is counted on the spot.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct
from psycopg import Connection

from regulars.domains.outbox import queries as outbox
from regulars.domains.reports import operations, queries
from regulars.domains.reports.contracts import Report
from regulars.flows.shops import Shop
from regulars.kit import clock

SHARE = 20
"""Counting again may take a twentieth of the time that passes."""


class Counting(Struct, frozen=True, kw_only=True):
    """What is counted under a name, of which type."""

    name: str
    type: Any
    count: Callable[[Connection, Shop], Any]


def read(conn: Connection, shop: Shop, wanted: Counting) -> Any:
    """Will give what was counted last, or count it where nothing was."""
    found = queries.named(conn, shop.program_id, wanted.name)
    if found is None:
        return wanted.count(conn, shop)
    return msgspec.json.decode(found.body, type=wanted.type)


def counted_at(conn: Connection, shop: Shop, wanted: Counting) -> datetime | None:
    """Will tell when it was counted last; None while nothing was."""
    found = queries.named(conn, shop.program_id, wanted.name)
    return found.counted_at if found else None


def follow(conn: Connection, shop: Shop, wanted: Counting) -> bool:
    """Will count anew where something has happened since and it is no load; says whether it did."""
    last = queries.named(conn, shop.program_id, wanted.name)
    mark = f"{outbox.cursor(conn, '@feed')} {shop.now.date()}"
    if last is not None:
        rest = timedelta(milliseconds=SHARE * last.took_ms)
        if last.mark == mark or clock.now() < last.counted_at + rest:
            return False
    began = time.perf_counter()
    body = msgspec.json.encode(wanted.count(conn, shop))
    report = Report(
        program_id=shop.program_id, name=wanted.name, body=body, counted_at=clock.now(),
        took_ms=int(1000 * (time.perf_counter() - began)), mark=mark,
    )  # fmt: skip
    operations.keep(conn, report)
    return True
