"""Everything in one process: the fast lane in front, the pages behind it."""

from typing import cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import WSGIApp

from regulars.entrypoints.api.table import CALLS
from regulars.entrypoints.fastlane.app import Fastlane
from regulars.entrypoints.fastlane.asgi import App, in_coroutines
from regulars.entrypoints.fastlane.probes import Probes
from regulars.entrypoints.metrics.counted import Routes, asgi
from regulars.kit.tallies import TALLIES, WANTED
from regulars.kit.threads import THREADS
from regulars.project.wsgi import application as pages
from regulars.wire.batch import BATCH
from regulars.wire.desk import Desk
from regulars.wire.health import HEALTH
from regulars.wire.pace import pace
from regulars.wire.routing import Router
from regulars.wire.table import HOT

_router = Router(CALLS)
# Each names WSGI's and ASGI's shapes in its own way.
_pages = cast("App", WSGIMiddleware(cast("WSGIApp", pages), workers=THREADS))
_lane = Fastlane(
    Desk(_router, pace()),
    frozenset(call.name for call in (*HOT, BATCH)),
    Probes(HEALTH, in_coroutines(_pages)),
)
TALLIES.waiting = _lane.waiting
HEALTH.lanes = _lane.live
application: App = asgi(_lane, Routes(_router), TALLIES) if WANTED.flag() else _lane
