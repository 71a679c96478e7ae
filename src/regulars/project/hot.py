"""The API alone, in a process of its own: hot calls in the fast lane, the others behind it."""

from logging.config import dictConfig

from regulars.entrypoints.api.table import CALLS
from regulars.entrypoints.fastlane.app import Fastlane
from regulars.entrypoints.fastlane.asgi import App
from regulars.entrypoints.fastlane.probes import Probes
from regulars.entrypoints.fastlane.rest import Rest
from regulars.entrypoints.metrics.counted import Routes, asgi
from regulars.kit.tallies import TALLIES, WANTED
from regulars.kit.threads import THREADS
from regulars.project import options
from regulars.project.logs import logging_config
from regulars.wire.batch import BATCH
from regulars.wire.desk import Desk
from regulars.wire.health import HEALTH
from regulars.wire.pace import pace
from regulars.wire.routing import Router
from regulars.wire.table import HOT

dictConfig(logging_config(options.LOG_FORMAT.text() or "text"))
_router = Router(CALLS)
desk = Desk(_router, pace())
_lane = Fastlane(
    desk, frozenset(call.name for call in (*HOT, BATCH)), Probes(HEALTH, Rest(desk, THREADS))
)
TALLIES.waiting = _lane.waiting
HEALTH.lanes = _lane.live
application: App = asgi(_lane, Routes(_router), TALLIES) if WANTED.flag() else _lane
