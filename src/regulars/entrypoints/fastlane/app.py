"""Hot calls over ASGI: read on the event loop, booked by lanes, answered in groups.

Everything that is no hot call goes to the application behind. When more waits than can be booked
soon, a call is refused at once: a queue that only grows helps nobody.
"""

import asyncio
import gc
import time
from collections.abc import Sequence
from zlib import crc32

from regulars.domains.merchants.contracts import Key
from regulars.entrypoints.fastlane.asgi import App, Receive, Scope, Send
from regulars.entrypoints.fastlane.batches import answer_batch
from regulars.entrypoints.fastlane.bodies import Gone, TooSlow, body_of
from regulars.entrypoints.fastlane.doorkeeper import Doorkeeper
from regulars.entrypoints.fastlane.lanes import Delivery, Lane, Waiting
from regulars.entrypoints.fastlane.messages import answer, request_of, with_body
from regulars.entrypoints.fastlane.transactions import Connect, Line
from regulars.kit import environment, journal, shapes
from regulars.kit.errors import SetupError
from regulars.kit.pg.connect import connect
from regulars.wire.batch import Reader
from regulars.wire.desk import Desk
from regulars.wire.groups import Outcome, told_apart, whose
from regulars.wire.problems import Problem, problem
from regulars.wire.requests import Request, Wanted, client_address, read, said_length
from regulars.wire.responses import failed, first_headers, response
from regulars.wire.routing import Found

LANES = environment.declare(
    "REGULARS_LANES",
    "Connections that book hot calls, in each process: 2 where the disk is slow to write.",
    "1",
)
WAITING_MAX = 4096
"""Calls that wait; more are refused."""
BYTES_MAX = 64 * 1_048_576
"""Bytes of bodies that are being read or wait."""


class Fastlane:
    """The application in front."""

    def __init__(
        self, desk: Desk, hot: frozenset[str], behind: App, *, lanes: int | None = None,
        most: int = WAITING_MAX, connected: Connect = connect,
    ) -> None:  # fmt: skip
        """Will answer the calls of these names at this desk, at `most` so many at once, and leave
        all else to `behind`."""
        self._desk, self._hot, self._behind, self._most = desk, hot, behind, most
        self._lanes = [
            Lane(number, self._deliver, Line(connected))
            for number in range(lanes or lanes_wanted())
        ]
        self._doorkeeper = Doorkeeper(desk.keyring, Line(connected))
        self._waiting = self._bytes = 0
        self._started = self._ended = False
        self._told = journal.wanted()
        self._loop: asyncio.AbstractEventLoop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Will serve one connection's request, or the server's start and end."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if scope["type"] == "http" and scope["path"].startswith("/v1/"):
            found = self._desk.find(scope["method"], scope["path"])
            if isinstance(found, Found) and found.call.name in self._hot:
                await self._serve(scope, receive, send, found)
                return
        await self._behind(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.start()
                # What is there now stays: looking through it again and again took a tenth of the
                # time. What a group of calls leaves is looked through as seldom as that.
                gc.collect()
                gc.freeze()
                gc.set_threshold(20_000, 20, 50)
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    def start(self) -> None:
        """Will start the lanes; what they read is learned before."""
        if not self._started:
            self._started = True
            self._loop = asyncio.get_running_loop()
            shapes.learn()
            for lane in self._lanes:
                lane.start()

    async def stop(self) -> None:
        """Will book all that waits, and end the lanes; what comes after is refused."""
        self._ended = True
        await asyncio.to_thread(self._end)

    def waiting(self) -> int:
        """How many calls wait for their answer now."""
        return self._waiting

    def live(self) -> bool:
        """Whether every lane is at work."""
        return not self._ended and all(lane.is_alive() for lane in self._lanes)

    def _end(self) -> None:
        for lane in self._lanes:
            lane.end()
        for lane in self._lanes:
            if lane.ident is not None:
                lane.join()
        self._doorkeeper.end()

    async def _serve(self, scope: Scope, receive: Receive, send: Send, found: Found) -> None:
        self.start()
        began = time.perf_counter()
        request = request_of(scope)
        headers = first_headers(request)
        key, status = await self._answered(request, receive, send, found, headers)
        if self._told == "all" or (self._told == "most" and not 0 < status < journal.REFUSED):
            shop = journal.whose(key.merchant_id, key.program_id) if isinstance(key, Key) else {}
            journal.answered(
                found.call.name, status, time.perf_counter() - began,
                request_id=headers["X-Request-Id"], **shop,
            )  # fmt: skip

    async def _answered(
        self, request: Request, receive: Receive, send: Send, found: Found,
        headers: dict[str, str],
    ) -> tuple[Key | Problem | None, int]:  # fmt: skip
        """Whose key it was and which status was sent; 0 for one who left."""
        key: Key | Problem | None = None
        try:
            key = await self._doorkeeper.key(request.headers.get("authorization", ""))
            no = self._desk.let_in(request, found, key, headers)
            if no is not None:
                outcome: Outcome | Exception = no
            elif found.call.lines:
                assert isinstance(key, Key), "who is let in has a key"
                reader = Reader(key, client_address(request))
                await answer_batch(receive, send, reader, self._booked, headers)
                return key, 200
            else:
                assert isinstance(key, Key), "who is let in has a key"
                outcome = await self._outcome(request, receive, found, key)
        except Gone:
            return key, 0
        except TooSlow:
            outcome = problem("body_too_slow")
        except Exception as error:  # noqa: BLE001 - the last resort of every request
            outcome = error
        if isinstance(outcome, Exception):
            outcome = failed(outcome, headers["X-Request-Id"])
        given = response(outcome, headers)
        await answer(send, given)
        return key, given.status

    async def _outcome(
        self, request: Request, receive: Receive, found: Found, key: Key
    ) -> Outcome | Exception:
        call = found.call
        if said_length(request) > call.largest:
            return problem("body_too_large", max=call.largest)
        # Of a body that says no length, as much is set aside as it may have.
        size = said_length(request) or (call.largest if call.body is not None else 0)
        if self._ended or self._waiting >= self._most or self._bytes + size > BYTES_MAX:
            return problem("overloaded")
        self._waiting += 1
        self._bytes += size
        try:
            raw = b""
            if call.body is not None:
                raw = await body_of(receive, call.largest)
            wanted = read(with_body(request, raw), found, key)
            return wanted if isinstance(wanted, Problem) else (await self._booked([wanted]))[0]
        finally:
            self._waiting -= 1
            self._bytes -= size

    async def _booked(self, wanted: Sequence[Wanted]) -> list[Outcome | Exception]:
        """Will book calls, those of one member in their order."""
        if len(self._lanes) == 1:
            return await self._put(0, wanted)
        shares: dict[int, list[int]] = {}
        for place, one in enumerate(wanted):
            shares.setdefault(self._lane(one), []).append(place)
        if len(shares) > 1 and not all(map(told_apart, wanted)):
            return await self._put(0, wanted)
        futures = [
            (places, self._put(lane, [wanted[place] for place in places]))
            for lane, places in shares.items()
        ]
        found: dict[int, Outcome | Exception] = {}
        for places, future in futures:
            found |= zip(places, await future, strict=True)
        return [found[place] for place in range(len(wanted))]

    def _lane(self, wanted: Wanted) -> int:
        return crc32(whose(wanted).encode()) % len(self._lanes)

    def _put(
        self, lane: int, wanted: Sequence[Wanted]
    ) -> "asyncio.Future[list[Outcome | Exception]]":
        future: asyncio.Future[list[Outcome | Exception]] = self._loop.create_future()
        if self._ended:
            future.set_result([problem("overloaded")] * len(wanted))
        else:
            self._lanes[lane].put(Waiting(wanted, future))
        return future

    def _deliver(self, delivery: Delivery) -> None:
        self._loop.call_soon_threadsafe(_hand_over, delivery)


def lanes_wanted() -> int:
    """Will read how many lanes the operator wants. Raises SetupError for what is no such number."""
    text = LANES.text() or ""
    if text not in ("1", "2", "3", "4"):
        raise SetupError(f"REGULARS_LANES is {text!r}; say 1 to 4.")
    return int(text)


def _hand_over(delivery: Delivery) -> None:
    for waiting, outcomes in delivery:
        if not waiting.future.done():  # who asked may be gone
            waiting.future.set_result(outcomes)
