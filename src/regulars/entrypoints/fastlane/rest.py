"""Calls that are not hot, where no pages are behind: a thread each, a transaction each."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg

from regulars.entrypoints.fastlane.asgi import Receive, Scope, Send
from regulars.entrypoints.fastlane.bodies import Gone, TooSlow, body_of
from regulars.entrypoints.fastlane.messages import answer, request_of, with_body
from regulars.entrypoints.fastlane.transactions import Connect, Line
from regulars.kit.errors import SetupError
from regulars.kit.pg.connect import connect
from regulars.kit.speech import ENGLISH, spoken
from regulars.wire.desk import Desk
from regulars.wire.problems import Problem, problem
from regulars.wire.requests import Request, said_length
from regulars.wire.responses import Response, first_headers, response
from regulars.wire.routing import Found

WAITING_MAX = 64


class Rest:
    """The application behind the fast lane in a process without pages."""

    def __init__(self, desk: Desk, threads: int, connected: Connect = connect) -> None:
        """Will answer so many calls at once."""
        self._desk, self._connected = desk, connected
        self._threads = ThreadPoolExecutor(threads, "call")
        self._waiting = 0
        self._own = threading.local()
        self._lines: list[Line] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Will answer a call of the API."""
        if scope["type"] != "http":
            return
        request = request_of(scope)
        self._waiting += 1
        try:
            said = await self._read(request, receive)
            if isinstance(said, Problem):
                await answer(send, response(said, first_headers(request)))
                return
            loop = asyncio.get_running_loop()
            await answer(send, await loop.run_in_executor(self._threads, self._serve, said))
        except Gone:
            return
        finally:
            self._waiting -= 1

    def end(self) -> None:
        """Will answer what is under way, and hang up."""
        self._threads.shutdown()
        for line in self._lines:
            line.hang_up()

    async def _read(self, request: Request, receive: Receive) -> Request | Problem:
        if self._waiting > WAITING_MAX:
            return problem("overloaded")
        found = self._desk.find(request.method, request.path)
        if not isinstance(found, Found) or found.call.body is None:
            return request
        largest = found.call.largest
        try:
            raw = await body_of(receive, largest) if said_length(request) <= largest else b""
        except TooSlow:
            return problem("body_too_slow")
        return with_body(request, raw)

    def _serve(self, request: Request) -> Response:
        line = getattr(self._own, "line", None)
        if line is None:
            line = self._own.line = Line(self._connected)
            self._lines.append(line)
        with spoken(ENGLISH):
            try:
                return self._desk.serve(request, line.idle(), line.transact)
            except (psycopg.OperationalError, SetupError):
                return response(problem("database_away"), first_headers(request))
