"""Order files by heaps of whole customers, on as many processes as there are processors.

A transaction holds whole customers with all their orders, some hundreds of orders in all. Killed at
any point, what was committed is there: the next run finds it and goes over it.
"""

import gc
import multiprocessing
import os
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from functools import partial
from itertools import chain
from pathlib import Path
from uuid import UUID

from psycopg import Connection

from regulars.flows import shelves
from regulars.flows.earn import NewOrder
from regulars.flows.shops import Shop, open_shop
from regulars.kit.clock import now
from regulars.kit.pg.connect import connect, retrying
from regulars.wire.importing import heaps, orders, running
from regulars.wire.importing.heaps import Heaps
from regulars.wire.importing.mapped import Mapped
from regulars.wire.importing.rejected import Reject
from regulars.wire.importing.running import Booked
from regulars.wire.problems import Problem

TOGETHER = 1_000
"""Orders of a transaction; a customer with more has one of their own."""
ALONE_MAX = 5_000
"""Orders that are not worth another process."""

Read = tuple[Mapped, NewOrder]


def fits(conn: Connection, program_id: UUID) -> bool:
    """Whether customers may be booked in any order: not where they share what orders may take."""
    shop = open_shop(conn, program_id, now=now())
    return not shelves.of_events(shop, *shelves.ORDERS)


def take(
    conn: Connection, program_id: UUID, found: Iterator[Mapped | Reject], *,
    processes: int | None = None, read: Callable[[int], object] = lambda _: None,
) -> Iterator[Booked]:  # fmt: skip
    """Will book all orders that were found; gives what came of them piece by piece. `read` hears
    how many there are as soon as all are read."""
    with tempfile.TemporaryDirectory() as folder, Heaps(Path(folder)) as kept:
        for one in found:
            if isinstance(one, Mapped):
                kept.add(one)
            else:
                yield Booked(counts=Counter(rejected=1), rejects=(one,), lines=1)
        twice = kept.finish()
        read(len(kept))
        many = processes or (1 if len(kept) <= ALONE_MAX else os.cpu_count() or 1)
        book = partial(book_heaps, program_id=program_id, twice=twice)
        if many == 1:
            for several in kept.together(TOGETHER):
                yield from book(conn, several)
        else:
            # Several for each, so that they end at about the same time.
            least = min(TOGETHER, len(kept) // many // 4)
            yield from _spread(book, kept.together(least), many)
        for batch in running.batches(kept.twice(twice)):
            yield retrying(partial(_in_file_order, conn, program_id, batch))


def book_heaps(
    conn: Connection, paths: Sequence[Path], *, program_id: UUID, twice: frozenset[int]
) -> Iterator[Booked]:
    """Will book heaps, several customers in a transaction."""
    good: list[Read] = []
    wrong: list[tuple[Mapped, Problem]] = []
    for mark, row in chain.from_iterable(map(heaps.rows, paths)):
        if mark in twice:
            continue
        order = orders.read(row)
        if isinstance(order, Problem):
            wrong.append((row, order))
        else:
            good.append((row, order))
    if wrong:
        yield running.told([], wrong)
    good.sort(key=_place)
    for several in _whole_customers(good):
        yield retrying(partial(_book, conn, program_id, several))


def _place(one: Read) -> tuple[str, str, float, int]:
    row, order = one
    kind, value = (order.buyer.kind, order.buyer.value) if order.buyer else ("", "")
    return kind, value, order.fact.occurred_at.timestamp(), row.line


def _whole_customers(good: Sequence[Read]) -> Iterator[list[Read]]:
    least = len(good) // max(1, len(good) // TOGETHER)
    several: list[Read] = []
    for one in good:
        if len(several) >= least and one[1].buyer != several[-1][1].buyer:
            yield several
            several = []
        several.append(one)
    if several:
        yield several


def _book(conn: Connection, program_id: UUID, several: Sequence[Read]) -> Booked:
    with conn.transaction():
        shop: Shop = open_shop(conn, program_id, now=now())
        came = orders.book(conn, shop, [order for _, order in several])
    return running.told([], [(row, one) for (row, _), one in zip(several, came, strict=True)])


def _in_file_order(conn: Connection, program_id: UUID, batch: Sequence[Mapped | Reject]) -> Booked:
    with conn.transaction():
        return running.book(conn, program_id, "orders", batch)


Book = Callable[[Connection, list[Path]], Iterator[Booked]]


def _spread(book: Book, work: list[list[Path]], processes: int) -> Iterator[Booked]:
    """Will book heaps side by side; answers come as soon as all of a piece of work are there."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(book,)) as pool:
        try:
            left: set[Future[list[Booked]]] = {pool.submit(_all_of, one) for one in work}
            while left:
                done, left = wait(left, return_when=FIRST_COMPLETED)
                for one in done:
                    yield from one.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_own: list[tuple[Book, Connection]] = []


def _begin(book: Book) -> None:
    """A process of its own: one connection, and no life beyond its parent's."""
    conn = connect()
    conn.autocommit = True
    _own.append((book, conn))
    # What is booked holds no cycles worth looking for; a tenth of the time went there.
    gc.freeze()
    gc.disable()
    parent = multiprocessing.parent_process()
    assert parent is not None, "it was started by the one that reads the file"
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: "multiprocessing.process.BaseProcess") -> None:
    parent.join()
    os._exit(1)


def _all_of(paths: list[Path]) -> list[Booked]:
    book, conn = _own[0]
    found = list(book(conn, paths))
    gc.collect()
    return found
