"""The year, replayed: window after window of baskets, each in one transaction with its clock.

A window ends at a second of the data and never crosses local midnight, so everything is booked in
the order in which it happened. The program's clock commits together with what the window booked:
wherever a load is killed, it goes on after the clock, and nothing is booked twice or left out.
"""

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import msgspec
from psycopg import Connection

from regulars.connectors.completejourney.behaviour import Return, returned
from regulars.connectors.completejourney.orders import SOURCE, Basket
from regulars.connectors.completejourney.people import invent
from regulars.connectors.completejourney.tables import TIME_ZONE
from regulars.core.facts import RefundLine
from regulars.domains.events.contracts import OrderKey
from regulars.domains.members.contracts import Ref
from regulars.domains.programs import operations as programs
from regulars.entrypoints.cli.demo.shop import Demo
from regulars.entrypoints.cli.demo.vouchers import use_vouchers
from regulars.flows.earn import NewOrder, earn
from regulars.flows.enrolling import enrol_all
from regulars.flows.joining import Person
from regulars.flows.pass_time import pass_time
from regulars.flows.refund import NewRefund, refund
from regulars.flows.shops import Shop, open_shop
from regulars.kit.pg.connect import retrying

BASKETS_AT_ONCE = 250

_ZONE = ZoneInfo(TIME_ZONE)


def windows(baskets: Iterable[Basket]) -> Iterator[list[Basket]]:
    """Will cut baskets into windows: within a local day, never within a second."""
    window: list[Basket] = []
    for basket in baskets:
        if window and _apart(window, basket):
            yield window
            window = []
        window.append(basket)
    if window:
        yield window


def _apart(window: list[Basket], basket: Basket) -> bool:
    last, next_ = window[-1].order.occurred_at, basket.order.occurred_at
    full = len(window) >= BASKETS_AT_ONCE and next_ > last
    return full or last.astimezone(_ZONE).date() != next_.astimezone(_ZONE).date()


class Replay:
    """Books windows. `simulated` adds what the data has not: returns and use of vouchers."""

    def __init__(self, conn: Connection, demo: Demo, *, simulated: bool = True) -> None:
        self._conn, self._demo, self._simulated = conn, demo, simulated
        self._returns: list[Return] = []
        self._enrolled: set[int] = set()

    def pass_over(self, window: list[Basket]) -> None:
        """Will note a window that was booked before: what of it comes back later still has to."""
        self._expect(window)
        while self._returns and self._returns[0].at <= self._demo.clock:
            heapq.heappop(self._returns)

    def book(self, window: list[Basket]) -> None:
        """Will move the clock to the window's end and book all that happened until then."""
        self._in_transaction(window[-1].order.occurred_at, window)
        self._enrolled.update(basket.household for basket in window)
        self._expect(window)

    def finish(self, at: datetime) -> None:
        """Will move the clock to an instant after the last basket."""
        self._in_transaction(at, [])

    def _in_transaction(self, to: datetime, window: list[Basket]) -> None:
        """Book, again when PostgreSQL undid it for a job that was at the same accounts."""
        due = [one for one in self._returns if one.at <= to]

        def attempt() -> None:
            with self._conn.transaction():
                self._book(to, window, sorted(due))

        retrying(attempt)
        for _ in due:
            heapq.heappop(self._returns)

    def _book(self, to: datetime, window: list[Basket], due: list[Return]) -> None:
        conn = self._conn
        programs.move_test_clock(conn, self._demo.program_id, to)
        shop = open_shop(conn, self._demo.program_id, now=to)
        while pass_time(conn, shop):
            pass
        if window:
            self._enrol(shop, window)
            answers = earn(conn, shop, [told(basket) for basket in window])
            refused = [one.refused for one in answers if one.refused is not None]
            assert not refused, f"the data fits the program: {refused[:1]}"
            if self._simulated:
                use_vouchers(conn, shop, window, answers)
        for one in due:
            refund(conn, shop, _refund(shop, one))

    def _enrol(self, shop: Shop, window: list[Basket]) -> None:
        new: dict[int, Person] = {}
        for basket in window:
            if basket.household not in self._enrolled and basket.household not in new:
                new[basket.household] = person(basket)
        if new:
            enrol_all(self._conn, shop, list(new.values()))

    def _expect(self, window: list[Basket]) -> None:
        if self._simulated:
            for found in filter(None, map(returned, window)):
                heapq.heappush(self._returns, found)


def person(basket: Basket) -> Person:
    """Will make up who a basket's household is; they joined when they first bought."""
    invented = msgspec.structs.asdict(invent(basket.household))
    joined_at = basket.order.occurred_at
    return Person(**invented, language="en", way="import", joined_at=joined_at, simulated=True)


def told(basket: Basket) -> NewOrder:
    """Will tell a basket as an order of its household."""
    return NewOrder(
        fact=basket.order,
        fingerprint=sha256(msgspec.json.encode(basket.order)).digest(),
        buyer=Ref("external_id", str(basket.household)),
    )


def _refund(shop: Shop, one: Return) -> NewRefund:
    key = f"refund:{SOURCE}/{one.external_id}/return"
    return NewRefund(
        order=OrderKey(shop.program_id, SOURCE, one.external_id),
        key=key,
        occurred_at=one.at,
        fingerprint=sha256(f"{key}/{one.line_id}".encode()).digest(),
        lines=(RefundLine(line_id=one.line_id),),
    )
