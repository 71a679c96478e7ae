"""A web server of its own for the time of a measure, and how long it takes to answer."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

import click
from django.core.management import call_command
from msgspec import Struct

from regulars.entrypoints.cli._site import Site, web
from regulars.kit import catalogues
from regulars.kit.errors import SetupError
from regulars.kit.pg import home

_WAIT_SECONDS = 60
_WARM = 5
_SECRET = "b" * 32


class Figure(Struct, frozen=True, kw_only=True):
    """How long a page takes on the server, in milliseconds, and how many bytes it is. The `first`
    time nothing is at hand yet that is kept for a while."""

    page: str
    first: float
    p50: float
    p95: float
    bytes: int
    times: int


class Ask(Struct, frozen=True, kw_only=True):
    """One request; what is sent goes with a token of its own."""

    path: str
    cookies: dict[str, str]
    body: str | None = None


@contextmanager
def server() -> Iterator[Site]:
    """Will serve the pages as `regulars serve --web` does."""
    catalogues.compile_into(home.folder() / "locale")
    call_command("collectstatic", interactive=False, verbosity=0)
    with serving(web) as site:
        yield site


@contextmanager
def serving(command: Callable[[Site], tuple[str, ...]], processes: int = 1) -> Iterator[Site]:
    """Will run a server at a free port until the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        site = Site("127.0.0.1", free.getsockname()[1], processes)
    with subprocess.Popen([sys.executable, *command(site)], env=os.environ) as process:
        try:
            until = time.monotonic() + _WAIT_SECONDS
            while not site.answers():
                if process.poll() is not None or time.monotonic() > until:
                    raise SetupError("The server does not start.")
                time.sleep(0.1)
            yield site
        finally:
            process.terminate()
            process.wait()


def timed(site: Site, page: str, asks: Iterable[Ask]) -> Figure:
    """Will ask for pages one after the other, after a few that do not count."""
    wanted = list(asks)
    connection = http.client.HTTPConnection(site.host, site.port, timeout=120)
    taken, size, first = [], 0, 0.0
    for nth, one in enumerate((*wanted[:_WARM], *wanted)):
        began = time.perf_counter()
        size = _answer(connection, one)
        passed = (time.perf_counter() - began) * 1000
        first = first or passed
        if nth >= _WARM:
            taken.append(passed)
    connection.close()
    taken.sort()
    return Figure(
        page=page, first=first, p50=taken[len(taken) // 2], p95=taken[int(0.95 * (len(taken) - 1))],
        bytes=size, times=len(taken),
    )  # fmt: skip


def _answer(connection: http.client.HTTPConnection, one: Ask) -> int:
    cookies = one.cookies | {"csrftoken": _SECRET}
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
               "Accept-Encoding": "gzip"}  # fmt: skip
    if one.body is not None:
        headers |= {"X-CSRFToken": _SECRET, "HX-Request": "true",
                    "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
    connection.request("GET" if one.body is None else "POST", one.path, one.body, headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != HTTPStatus.OK:
        raise click.ClickException(f"{one.path} answers {answer.status}")
    return len(text)
