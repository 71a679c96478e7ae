"""Orders of a file as a shop's past: its figures, and what each kind of program would have made
of it. Nothing is booked.

Figures are over all orders. Programs are replayed over all orders of so many customers, chosen by
their numbers' hashes, that it ends soon; how many is said.
"""

from array import array
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from statistics import median_low, quantiles
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection

from regulars.core.facts import Order
from regulars.core.rounding import exponent
from regulars.domains import imports
from regulars.domains.imports.contracts import File
from regulars.domains.programs.beginning import begin
from regulars.domains.programs.fitting import fitted
from regulars.domains.programs.guide import KINDS
from regulars.domains.programs.reader import read
from regulars.domains.programs.reckoning import History, Reckoned, reckon
from regulars.flows.earn import NewOrder
from regulars.kit.clock import now
from regulars.wire.importing import orders, running
from regulars.wire.importing.mapped import Mapped
from regulars.wire.importing.rejected import Reject
from regulars.wire.importing.spooling import keepable, mapping_of, spooled, transact
from regulars.wire.problems import Problem, problem

ORDERS_MAX = 6_000
ROWS_AT_ONCE = 5_000


class Setting(Struct, frozen=True, kw_only=True):
    """What the shop said of itself: what begins a program. `margin` is of a hundred of sales."""

    title: str
    currency: str
    time_zone: str
    budget: str
    query: str = ""
    margin: int | None = None


class Report(Struct, frozen=True, kw_only=True):
    """A shop's past in figures, and each kind of program on it."""

    history: History
    kinds: dict[str, Reckoned]
    first: datetime | None
    last: datetime | None


def text_for(gallery: str, setting: Setting, history: History | None, *, name: str) -> str:
    """Will give a kind's program as it fits the shop; as the example has it without any orders."""
    text = begin(
        gallery, name=name, title=setting.title, currency=setting.currency,
        time_zone=setting.time_zone,
    )  # fmt: skip
    if history is None:
        return text
    return fitted(
        text, gallery, history, budget=setting.budget, digits=exponent(setting.currency),
        currency=setting.currency,
    )  # fmt: skip


def look_back(conn: Connection, file: File) -> None:
    """Will read a file's orders, replay the kinds of programs over them, and keep the report."""
    setting = msgspec.json.decode(file.setting, type=Setting)
    transact(conn, partial(_anew, file_id=file.file_id))
    past = Past(setting.currency)
    with spooled(conn, file.file_id) as path:
        for lines, rejects in past.read(file, path):
            told = partial(_told, file_id=file.file_id, lines=lines, rejects=rejects)
            if not transact(conn, told):
                return
    history = past.history()
    kinds: dict[str, Reckoned] = {}
    for kind in KINDS.values():
        if not kind.gallery or not past.kept:
            continue
        document = read(text_for(kind.gallery, setting, history, name="shop"))
        assert not isinstance(document, list), "a gallery's program stays valid in any shop"
        kinds[kind.code] = reckon(document, past.customers(), history.median_order)
    report = Report(history=history, kinds=kinds, first=past.first, last=past.last)
    transact(conn, partial(_kept, file_id=file.file_id, report=report))


def _anew(conn: Connection, file_id: UUID) -> None:
    """One that was killed is looked at from its start: nothing was booked."""
    held = imports.operations.hold(conn, file_id)
    if held is not None and held.phase == "checking":
        imports.operations.forget_refused(conn, file_id)
        imports.operations.change(conn, msgspec.structs.replace(held, counts="{}", lines=0))


def _told(conn: Connection, file_id: UUID, lines: int, rejects: list[Reject]) -> bool:
    """Keep how far it is, and what is not taken; False when somebody stopped it."""
    held = imports.operations.hold(conn, file_id)
    if held is None or held.phase != "checking":
        return False
    imports.operations.refuse(conn, file_id, [keepable(one) for one in rejects])
    counts = Counter(msgspec.json.decode(held.counts, type=dict[str, int]))
    counts["rejected"] += len(rejects)
    imports.operations.change(
        conn,
        msgspec.structs.replace(
            held, lines=lines, counts=msgspec.json.encode(dict(+counts)).decode()
        ),
    )
    return True


def _kept(conn: Connection, file_id: UUID, report: Report) -> None:
    held = imports.operations.hold(conn, file_id)
    if held is None or held.phase != "checking":
        return
    counts = msgspec.json.decode(held.counts, type=dict[str, int])
    if report.history.orders:
        counts["created"] = report.history.orders
    done = msgspec.structs.replace(
        held, phase="checked", rows=held.lines, finished_at=now(),
        report=msgspec.json.encode(report).decode(),
        counts=msgspec.json.encode(counts).decode(),
    )  # fmt: skip
    imports.operations.change(conn, done)


class Past:
    """Orders as they are read: sums over all of them, and whole customers up to so many orders."""

    def __init__(self, currency: str, most: int = ORDERS_MAX) -> None:
        self._currency, self._most, self._every = currency, most, 1
        self._amounts = array("q")
        self._spent: Counter[str] = Counter()
        self.kept: dict[str, list[Order]] = {}
        self._many = self._nobody_s = 0
        self.first: datetime | None = None
        self.last: datetime | None = None

    def read(self, file: File, path: Path) -> Iterator[tuple[int, list[Reject]]]:
        """Will read a file's orders; gives how far it is, and what cannot be taken, in pieces."""
        rows = running.found(file.kind, path, mapping_of(file), exponent(self._currency))
        lines = 0
        while several := list(islice(rows, ROWS_AT_ONCE)):
            rejects: list[Reject] = []
            for row in several:
                lines += len(row.lines) if isinstance(row, Mapped) else 1
                rejects += self._take(row) if isinstance(row, Mapped) else [row]
            yield lines, rejects

    def _take(self, row: Mapped) -> list[Reject]:
        found = self._order(row)
        if isinstance(found, Problem):
            return [running.rejected(line, row, found) for line in row.lines]
        self.take(found)
        return []

    def _order(self, row: Mapped) -> NewOrder | Problem:
        found = orders.read(row)
        if isinstance(found, Problem) or found.fact.currency == self._currency:
            return found
        return problem(
            "currency_not_in_program", currency=found.fact.currency, expected=self._currency
        )

    def take(self, order: NewOrder) -> None:
        """Will add one order to the past."""
        net = sum(line.net_minor for line in order.fact.lines)
        at = order.fact.occurred_at
        self.first = min(self.first or at, at)
        self.last = max(self.last or at, at)
        self._amounts.append(net)
        if order.buyer is None:
            self._nobody_s += 1
            return
        who = f"{order.buyer.kind}:{order.buyer.value}"
        self._spent[who] += net
        if _number(who) % self._every == 0:
            self.kept.setdefault(who, []).append(order.fact)
            self._many += 1
            while self._many > self._most and len(self.kept) > 1:
                self._thin_out()

    def history(self) -> History:
        """Will give the figures over all orders."""
        first, last = (self.first or now()), (self.last or now())
        days = max((last - first).total_seconds() / 86_400, 1.0)
        a_year = [int(one * 365.25 / max(days, 28)) for one in self._spent.values()]
        tenths = quantiles(a_year, n=10) if len(a_year) > 1 else [0.0] * 9
        return History(
            orders=len(self._amounts), nobody_s=self._nobody_s, customers=len(self._spent),
            revenue=sum(self._amounts), days=days,
            median_order=median_low(self._amounts) if self._amounts else 0,
            spend_70=int(tenths[6]), spend_90=int(tenths[8]),
        )  # fmt: skip

    def customers(self) -> list[list[Order]]:
        """Will give each kept customer's orders in the order of time."""
        return [sorted(one, key=lambda order: order.occurred_at) for one in self.kept.values()]

    def _thin_out(self) -> None:
        self._every *= 2
        fewer = {who: found for who, found in self.kept.items() if _number(who) % self._every == 0}
        # Somebody is looked at, however many orders are theirs.
        self.kept = fewer or dict([next(iter(self.kept.items()))])
        self._many = sum(map(len, self.kept.values()))


def _number(who: str) -> int:
    return int.from_bytes(sha256(who.encode()).digest()[:6])
