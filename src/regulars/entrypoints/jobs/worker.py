"""The worker process: procrastinate's schedules, and the loop that drains the outbox."""

import asyncio
import logging
import threading

import django
import psycopg
from procrastinate import App

from regulars.entrypoints.jobs import stalled, work
from regulars.kit import shapes
from regulars.kit.errors import SetupError
from regulars.kit.pg.connect import connect

POLL_SECONDS = 0.5
PAUSE_SECONDS = 5
AT_ONCE = 3  # a long import keeps nothing else from its minute

log = logging.getLogger(__name__)


def main() -> None:
    """Will run until SIGINT or SIGTERM; what is under way is finished first."""
    django.setup()
    from procrastinate.contrib.django import app  # noqa: PLC0415 - needs Django's apps
    from procrastinate.contrib.django.django_connector import (  # noqa: PLC0415
        DjangoConnector,
    )

    import regulars.entrypoints.jobs.tasks  # noqa: F401, PLC0415 - registers the schedules

    shapes.learn()
    stop = threading.Event()
    drainer = threading.Thread(target=_drain, args=[stop], name="drainer")
    drainer.start()
    try:
        connector = app.connector
        assert isinstance(connector, DjangoConnector), "Django's app has Django's connector"
        asyncio.run(_work(app.with_connector(connector.get_worker_connector())))
    finally:
        stop.set()
        drainer.join()


async def _work(app: App) -> None:
    """Take up what the worker before left, then work."""
    async with app.open_async():
        await stalled.set_aside(app.job_manager)
        await stalled.take_up(app.job_manager)
        await app.run_worker_async(
            install_signal_handlers=True, delete_jobs="successful", concurrency=AT_ONCE
        )


def _drain(stop: threading.Event) -> None:
    """Drain again and again; a database that is away for a while is waited for."""
    while not stop.is_set():
        try:
            with connect() as conn:
                while not stop.wait(POLL_SECONDS):
                    work.drain(conn)
        except (psycopg.Error, SetupError):
            log.warning("the outbox cannot be drained now", exc_info=True)
            stop.wait(PAUSE_SECONDS)


if __name__ == "__main__":
    main()
