"""The fast lane, in this process: the second door of the API, for the same tests."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from msgspec import Struct
from tests.support import database

from regulars.entrypoints.api.table import CALLS
from regulars.entrypoints.fastlane.app import Fastlane
from regulars.entrypoints.fastlane.probes import Probes
from regulars.entrypoints.fastlane.rest import Rest
from regulars.kit.pg import direct, roles
from regulars.wire.batch import BATCH
from regulars.wire.desk import Desk
from regulars.wire.health import Health
from regulars.wire.pace import Pace
from regulars.wire.routing import Router
from regulars.wire.table import HOT

HOT_NAMES = frozenset(call.name for call in (*HOT, BATCH))


class Response(Struct, frozen=True):
    """What came back, as Django's client shows it."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes


class FastDoor:
    """An event loop on a thread of its own, with the fast lane over one database."""

    def __init__(self, name: str, **options: Any) -> None:
        self.conninfo = database.conninfo(roles.APP, name)

        def connected() -> direct.Connected:
            return direct.Connected.connect(
                self.conninfo, prepare_threshold=0, application_name="fastlane"
            )

        self.desk = desk = Desk(Router(CALLS), Pace(10**9))
        self._rest = Rest(desk, 8, connected)
        self.health = Health(connected)
        behind = Probes(self.health, self._rest)
        self.app = Fastlane(desk, HOT_NAMES, behind, connected=connected, lanes=2, **options)
        self.health.lanes = self.app.live
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Book all that waits and close."""
        asyncio.run_coroutine_threadsafe(self.app.stop(), self.loop).result()
        self._rest.end()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    def ask(
        self, method: str, path: str, data: bytes, headers: Mapping[str, str], query: str = ""
    ) -> Response:
        """Make one request and wait for its answer."""
        asked = self.answered(method, path, [data], headers, query)
        return asyncio.run_coroutine_threadsafe(asked, self.loop).result()

    async def answered(
        self, method: str, path: str, parts: list[bytes], headers: Mapping[str, str],
        query: str = "", *, sized: bool = True, stalls: bool = False,
    ) -> Response:  # fmt: skip
        """Make one request whose body comes in parts; one that `stalls` never ends."""
        said = {"host": "localhost", "content-length": str(sum(map(len, parts)))} if sized else {}
        said |= {name.lower(): value for name, value in headers.items()}
        scope = {
            "type": "http", "method": method, "path": unquote(path), "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in said.items()],
        }  # fmt: skip
        waiting = list(parts)
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            if not waiting and stalls:
                await asyncio.Event().wait()
            if not waiting:
                return {"type": "http.disconnect"}
            part = waiting.pop(0)
            return {"type": "http.request", "body": part, "more_body": stalls or bool(waiting)}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        if not sent:
            return Response(0, {}, b"")
        start, *bodies = sent
        names = {name.decode().title(): value.decode() for name, value in start["headers"]}
        content = b"".join(one.get("body", b"") for one in bodies)
        return Response(start["status"], names, content)


@contextmanager
def fast_door(name: str, **options: Any) -> Iterator[FastDoor]:
    """Open the fast lane over a database of the run."""
    door = FastDoor(name, **options)
    try:
        yield door
    finally:
        door.end()
