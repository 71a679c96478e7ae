"""Whose keys they are: from memory, and from the database where memory does not know."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from regulars.domains.merchants.contracts import Key
from regulars.entrypoints.fastlane.transactions import Line
from regulars.kit import clock
from regulars.wire.keyring import Keyring
from regulars.wire.problems import Problem, problem

STRANGERS_MAX = 64
"""Keys that are being looked up; callers with more are refused."""


class Doorkeeper:
    """Looks keys up on a thread and a connection of its own, away from what is booked."""

    def __init__(self, keyring: Keyring, line: Line) -> None:
        """Will keep what it finds on this line in this memory."""
        self._keyring = keyring
        self._thread = ThreadPoolExecutor(1, "doorkeeper")
        self._line = line
        self._look: asyncio.Future[None] | None = None
        self._strangers: dict[str, asyncio.Future[Key | Problem]] = {}

    async def key(self, authorization: str) -> Key | Problem:
        """Will say who calls. Problems: key_invalid, overloaded."""
        known = self._keyring.remembered(authorization, clock.now())
        if known is not None:
            return known
        loop = asyncio.get_running_loop()
        # One look serves all who come meanwhile: keys that are known need no more.
        if self._look is None or self._look.done():
            self._look = loop.run_in_executor(self._thread, self._refresh)
        await asyncio.shield(self._look)
        known = self._keyring.remembered(authorization, clock.now())
        if known is not None:
            return known
        # Many callers have one key: right after the start none of them is turned away for it.
        looked = self._strangers.get(authorization)
        if looked is None:
            if len(self._strangers) >= STRANGERS_MAX:
                return problem("overloaded")
            looked = loop.run_in_executor(self._thread, self._found, authorization)
            self._strangers[authorization] = looked
            looked.add_done_callback(lambda _: self._strangers.pop(authorization))
        return await asyncio.shield(looked)

    def end(self) -> None:
        """Will end the thread and hang up."""
        self._thread.shutdown()
        self._line.hang_up()

    def _refresh(self) -> None:
        self._keyring.refresh(self._line.idle())

    def _found(self, authorization: str) -> Key | Problem:
        return self._keyring.caller(self._line.idle(), authorization, clock.now())
