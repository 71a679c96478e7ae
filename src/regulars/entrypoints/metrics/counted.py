"""Counts every answer of an application: its route as a template, its method, status and time."""

import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from regulars.kit.tallies import Tallies
from regulars.wire.health import PATHS
from regulars.wire.routing import Found, Router

Message = MutableMapping[str, Any]
Asgi = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# Sites, by the first part of their addresses; what is asked for within them is nobody's business.
_SITES = {"console", "club", "till", "static", "images"}
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Routes:
    """Names what an address leads to, in few words however many addresses there are."""

    def __init__(self, router: Router) -> None:
        """Will know the calls of this router by their templates."""
        self._router = router

    def name(self, method: str, path: str) -> str:
        """The template of a call, `/console/` for a whole site, or `other`."""
        if path.startswith("/v1/"):
            found = self._router.find(method, path)
            return found.call.path if isinstance(found, Found) else "other"
        first = path.split("/", 2)[1] if path.startswith("/") else ""
        return f"/{first}/" if first in _SITES else "other"


def asgi(app: Asgi, routes: Routes, tallies: Tallies) -> Asgi:
    """Will give the application with every answer counted when it is complete."""

    async def counted(
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        if scope["type"] != "http" or scope["path"] in PATHS:
            await app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await app(scope, receive, sent)
        finally:
            method, path = scope["method"], scope["path"]
            _count(tallies, routes, method, path, status, time.perf_counter() - began)

    return counted


def wsgi(app: Wsgi, routes: Routes, tallies: Tallies) -> Wsgi:
    """The same for an application of threads; counted when its answer begins."""

    def counted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        if path in PATHS:
            return app(environ, start_response)
        began = time.perf_counter()

        def started(status: str, *rest: Any) -> Any:
            seconds = time.perf_counter() - began
            _count(tallies, routes, method, path, int(status[:3]), seconds)
            return start_response(status, *rest)

        return app(environ, started)

    return counted


def _count(
    tallies: Tallies, routes: Routes, method: str, path: str, status: int, seconds: float
) -> None:  # fmt: skip
    known = method if method in _METHODS else "other"
    tallies.request(routes.name(method, path), known, status, seconds)
