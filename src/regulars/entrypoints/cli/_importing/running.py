"""An import from its file to its end: read, check, book in batches, write rejects, count.

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

from regulars.entrypoints.cli._importing import orders, others, people, reading
from regulars.entrypoints.cli._importing.fields import KINDS
from regulars.entrypoints.cli._importing.grouping import grouped
from regulars.entrypoints.cli._importing.mapped import Mapped, Reader
from regulars.entrypoints.cli._importing.mapping import Mapping
from regulars.entrypoints.cli._importing.rejected import Reject, Rejected
from regulars.entrypoints.cli._progress import Steps, progress
from regulars.flows.shops import Shop, open_shop
from regulars.kit.clock import now
from regulars.kit.pg.connect import retrying
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


class Import:
    """One run over one file."""

    def __init__(
        self, conn: Connection, program_id: UUID, kind: str, path: Path, mapping: Mapping,
        *, digits: int, dry_run: bool,
    ) -> None:  # fmt: skip
        self._conn, self._program_id, self._kind = conn, program_id, kind
        self._path, self._dry_run = path, dry_run
        self._lines = kind == "orders" and mapping.source("line_net") is not None
        self._reader = Reader(path, mapping, KINDS[kind], digits, lines=self._lines)
        self.counts: Counter[str] = Counter()

    def run(self, rejected: Rejected) -> None:
        """Will go through the whole file; what is wrong is written down and passed over."""
        with progress("Rows", reading.count(self._path)) as steps:
            good = self._good(rejected, steps)
            if self._lines:
                good = grouped(good, lambda one: self._refuse(rejected, one))
            while batch := list(islice(good, BATCH)):
                self._batch(batch, rejected)

    def _good(self, rejected: Rejected, steps: Steps) -> Iterator[Mapped]:
        for row in self._reader.rows():
            steps.advance(1)
            if isinstance(row, Reject):
                self._refuse(rejected, row)
            else:
                yield row

    def _batch(self, rows: list[Mapped], rejected: Rejected) -> None:
        kind = BOOKED[self._kind]
        read = [(row, kind.read(row)) for row in rows]
        good = [(row, one) for row, one in read if not isinstance(one, Problem)]
        booked = retrying(lambda: self._book([one for _, one in good])) if good else []
        outcomes = [(row, one) for row, one in read if isinstance(one, Problem)]
        for (row, _), outcome in zip(good, booked, strict=True):
            if isinstance(outcome, Problem):
                outcomes.append((row, outcome))
            else:
                self.counts[outcome] += 1
        for row, problem in sorted(outcomes, key=lambda pair: pair[0].line):
            for line in row.values.get("at_lines", [row.line]):
                self._refuse(rejected, _reject(line, row, problem))

    def _book(self, found: list[Any]) -> list[str | Problem]:
        with self._conn.transaction(force_rollback=self._dry_run):
            shop = open_shop(self._conn, self._program_id, now=now())
            return BOOKED[self._kind].book(self._conn, shop, found)

    def _refuse(self, rejected: Rejected, one: Reject) -> None:
        self.counts["rejected"] += 1
        rejected.add(one)


def _reject(line: int, row: Mapped, problem: Problem) -> Reject:
    pointer = problem.errors[0].pointer.strip("/") if problem.errors else ""
    value = row.values.get(pointer.split("/")[0], "")
    return Reject(
        line=line, field=pointer, value=str(value), code=problem.code, cure=problem.detail
    )
