"""An import from its file to its end: read, check, book in batches, tell what came of each row.

Every key is made of the file's own numbers, so an import that was stopped is simply run again:
what was booked is answered as before and changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.flows.shops import Shop, open_shop
from regulars.kit.clock import now
from regulars.wire.importing import orders, others, people
from regulars.wire.importing.fields import KINDS
from regulars.wire.importing.grouping import grouped
from regulars.wire.importing.mapped import Mapped, Reader
from regulars.wire.importing.mapping import Mapping
from regulars.wire.importing.rejected import Reject
from regulars.wire.problems import Problem

BATCH = 250


class Kind(Struct, frozen=True):
    """How one kind of file is read and booked."""

    read: Callable[[Mapped], Any]
    book: Callable[[Connection, Shop, Sequence[Any]], list[str | Problem]]


BOOKED = {
    "members": Kind(people.read, people.book),
    "orders": Kind(orders.read, orders.book),
    "refunds": Kind(others.read_refund, others.book_refunds),
    "activities": Kind(others.read_activity, others.book_activities),
    "products": Kind(others.read_product, others.book_products),
    "locations": Kind(others.read_location, others.book_locations),
}


class Booked(Struct, frozen=True, kw_only=True):
    """What came of a batch: how many of what, and the rows that were not taken."""

    counts: Counter[str]
    rejects: tuple[Reject, ...]
    lines: int
    taken: int = 0
    """How many orders, members or whatever the rows are made up of."""


def by_lines(kind: str, mapping: Mapping) -> bool:
    """Will tell whether several rows of the file make an order."""
    return kind == "orders" and mapping.source("line_net") is not None


def found(
    kind: str, path: Path, mapping: Mapping, digits: int,
    seen: Callable[[], object] = lambda: None,
) -> Iterator[Mapped | Reject]:  # fmt: skip
    """Will read a file: what can be taken, and what cannot with its reason. `seen` hears of each
    row as it is read."""
    lines = by_lines(kind, mapping)
    reader = Reader(path, mapping, KINDS[kind], digits, lines=lines)
    rows = _told(reader.rows(), seen)
    return grouped(rows) if lines else rows


def batches(found: Iterator[Mapped | Reject], *, skip: int = 0) -> Iterator[list[Mapped | Reject]]:
    """Will give what was found in batches, after as many as an earlier run had done."""
    left = islice(found, skip, None)
    while batch := list(islice(left, BATCH)):
        yield batch


def book(conn: Connection, program_id: UUID, kind: str, batch: Sequence[Mapped | Reject]) -> Booked:
    """Will book a batch in the caller's transaction; what is wrong stops nothing else."""
    way = BOOKED[kind]
    rejects = [one for one in batch if isinstance(one, Reject)]
    read = [(row, way.read(row)) for row in batch if isinstance(row, Mapped)]
    good = [(row, one) for row, one in read if not isinstance(one, Problem)]
    came: list[tuple[Mapped, str | Problem]] = [
        (row, one) for row, one in read if isinstance(one, Problem)
    ]
    if good:
        shop = open_shop(conn, program_id, now=now())
        answers = way.book(conn, shop, [one for _, one in good])
        came += [(row, outcome) for (row, _), outcome in zip(good, answers, strict=True)]
    return told(rejects, came)


def told(rejects: Sequence[Reject], came: Sequence[tuple[Mapped, str | Problem]]) -> Booked:
    """Will count what came of rows, besides those that could not be read."""
    counts = Counter(outcome for _, outcome in came if isinstance(outcome, str))
    refused = [(row, one) for row, one in came if isinstance(one, Problem)]
    found = list(rejects)
    for row, problem in sorted(refused, key=lambda pair: pair[0].line):
        found += [rejected(line, row, problem) for line in row.lines]
    if found:
        counts["rejected"] = len(found)
    lines = len(rejects) + sum(len(row.lines) for row, _ in came)
    return Booked(counts=counts, rejects=tuple(found), lines=lines, taken=len(came))


def _told(rows: Iterator[Mapped | Reject], seen: Callable[[], object]) -> Iterator[Mapped | Reject]:
    for row in rows:
        seen()
        yield row


def rejected(line: int, row: Mapped, problem: Problem) -> Reject:
    """Will say of a line why it was not taken."""
    pointer = problem.errors[0].pointer.strip("/") if problem.errors else ""
    value = row.values.get(pointer.split("/")[0], "")
    return Reject(
        line=line, field=pointer, value=str(value), code=problem.code, cure=problem.detail
    )
