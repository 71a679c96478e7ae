"""A worker that is killed leaves no lock behind for long."""

from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.builders.shop import SmallShop

import regulars.entrypoints.jobs.tasks  # noqa: F401 - registers the schedules
from regulars.entrypoints.jobs import stalled


def worker(*, silent: timedelta) -> int:
    """A worker that was heard last so long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [timezone.now() - silent],
        )
        return int(cursor.fetchone()[0])


def begun(by: int, *, attempts: int = 0) -> int:
    """A job that a worker is at."""
    number: int = app.configure_task(
        "seal", lock="seal", queueing_lock="seal", allow_unknown=False
    ).defer(timestamp=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s "
            "WHERE id = %s",
            [by, attempts, number],
        )
    return number


def status(number: int) -> str | None:
    found = ProcrastinateJob.objects.filter(pk=number).first()
    return found.status if found else None


def take_up() -> int:
    return async_to_sync(stalled.take_up)(app.job_manager)


@pytest.fixture(autouse=True)
def quiet(shop: SmallShop) -> SmallShop:
    """A database of the test's own."""
    return shop


def test_what_a_killed_worker_left_is_done_again() -> None:
    number = begun(worker(silent=timedelta(minutes=5)))
    assert take_up() == 1
    assert status(number) == "todo"
    assert take_up() == 0


def test_a_worker_that_lives_keeps_its_job() -> None:
    number = begun(worker(silent=timedelta()))
    assert take_up() == 0
    assert status(number) == "doing"


def test_what_waits_anyway_does_not_wait_twice() -> None:
    left = begun(worker(silent=timedelta(minutes=5)))
    waits = app.configure_task("seal", lock="seal", queueing_lock="seal").defer(timestamp=2)
    assert take_up() == 1
    assert (status(left), status(waits)) == (None, "todo")


def test_what_takes_workers_down_again_and_again_has_failed() -> None:
    number = begun(worker(silent=timedelta(minutes=5)), attempts=stalled.TIMES_MAX)
    assert take_up() == 1
    assert status(number) == "failed"
