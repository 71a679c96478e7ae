"""The page that a collector reads, in Prometheus' format or OpenMetrics as it asks for.

It is served on a port of its own; with a token it answers only to whoever has that.
"""

import hmac
import platform
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import msgspec
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily, InfoMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import CollectorRegistry

from regulars.kit import environment
from regulars.kit.tallies import SECONDS, SIZES, Request, Tally, Written, empty
from regulars.wire.health import PATHS

TOKEN = environment.declare(
    "REGULARS_METRICS_TOKEN", "Who reads the figures must send this as a bearer token."
)
# A process that writes no more has ended: what it counted counts, what waited does not.
_ENDED_SECONDS = 30
_FORGOTTEN_SECONDS = 7 * 86_400


class Collector(Protocol):
    """What gives figures when it is asked."""

    def collect(self) -> Iterable[Metric]:
        """Will give them."""


class Processes:
    """What all processes counted, added up from their files."""

    def __init__(self, folder: Path, seconds: Callable[[], float] = time.time) -> None:
        """Will read the files of this folder; `seconds` tells the time as files have it."""
        self._folder, self._seconds = folder, seconds

    def collect(self) -> Iterator[Metric]:
        """Will read all files, and add them up."""
        requests: dict[Request, Tally] = {}
        groups, waiting, running = empty(SIZES), 0, 0
        for path in sorted(self._folder.glob("*.json")):
            age = self._seconds() - path.stat().st_mtime
            if age > _FORGOTTEN_SECONDS:
                path.unlink(missing_ok=True)
                continue
            found = msgspec.json.decode(path.read_bytes(), type=Written)
            for which, tally in found.requests:
                requests.setdefault(which, empty(SECONDS)).add(tally)
            groups.add(found.groups)
            if age < _ENDED_SECONDS:
                waiting, running = waiting + found.waiting, running + 1
        times = HistogramMetricFamily(
            "regulars_http_request_duration_seconds", "How long answers took, by route.",
            labels=["route", "method", "status"],
        )  # fmt: skip
        for which, tally in requests.items():
            labels = [which.route, which.method, str(which.status)]
            times.add_metric(labels, _buckets(tally, SECONDS), tally.total)
        yield times
        yield HistogramMetricFamily(
            "regulars_lane_group_calls", "How many hot calls shared a transaction.",
            buckets=_buckets(groups, SIZES), sum_value=groups.total,
        )  # fmt: skip
        yield GaugeMetricFamily(
            "regulars_lane_waiting_calls", "Hot calls that wait to be booked.", value=waiting
        )
        yield GaugeMetricFamily(
            "regulars_processes", "Processes that have answered and live.", value=running
        )


class Build:
    """Which program this is."""

    def collect(self) -> Iterator[Metric]:
        """Will say its version."""
        said = {"version": version("regulars"), "python": platform.python_version()}
        yield InfoMetricFamily("regulars_build", "The program that runs.", value=said)


def _buckets(tally: Tally, bounds: tuple[float, ...]) -> list[tuple[str, float]]:
    found, below = [], 0
    for bound, count in zip((*map(str, bounds), "+Inf"), tally.counts, strict=True):
        below += count
        found.append((bound, float(below)))
    return found


def page(*collectors: Collector) -> Callable[[dict[str, Any], Callable[..., Any]], list[bytes]]:
    """Will give the application that serves `/metrics`, and how it lives beside it."""
    registry = CollectorRegistry(auto_describe=False)
    for one in collectors:
        registry.register(one)

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        path, token = environ.get("PATH_INFO", ""), TOKEN.text()
        said = environ.get("HTTP_AUTHORIZATION", "")
        plain = [("Content-Type", "text/plain; charset=utf-8")]
        # It tells of a database that is away, too: it is ready as long as it lives.
        if path in PATHS:
            start_response("200 OK", plain)
            return [b"ok"]
        if path != "/metrics":
            start_response("404 Not Found", plain)
            return [b"not found"]
        if token and not hmac.compare_digest(said.encode(), f"Bearer {token}".encode()):
            start_response("401 Unauthorized", [*plain, ("WWW-Authenticate", "Bearer")])
            return [b"the token is missing or wrong"]
        encoder, kind = choose_encoder(environ.get("HTTP_ACCEPT", ""))
        start_response("200 OK", [("Content-Type", kind), ("Cache-Control", "no-store")])
        return [encoder(registry)]

    return application
