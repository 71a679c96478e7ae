"""The schedules: what procrastinate starts, and when. A run that finds one at work leaves it
alone.
"""

import time
from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app

from regulars.entrypoints.jobs import proving, stalled, work
from regulars.kit.pg.connect import connect

PROVING_SECONDS = 30


@app.periodic(cron="* * * * *")
@app.task(name="let_time_pass", queueing_lock="let_time_pass", lock="let_time_pass")
def let_time_pass(timestamp: int) -> int:  # noqa: ARG001 - the scheduler passes its tick
    """Every minute: whatever fell due."""
    with connect() as conn:
        return work.let_time_pass(conn)


@app.periodic(cron="7 * * * *")
@app.task(name="seal", queueing_lock="seal", lock="seal")
def seal(timestamp: int) -> int:  # noqa: ARG001 - the scheduler passes its tick
    """Every hour: a checkpoint of every ledger that has moved."""
    with connect() as conn:
        return work.seal(conn)


@app.periodic(cron="* * * * *")
@app.task(name="follow_segments", queueing_lock="follow_segments", lock="segments")
def follow_segments(timestamp: int) -> int:  # noqa: ARG001 - the scheduler passes its tick
    """Every minute: segments of the members to whom something happened."""
    with connect() as conn:
        return work.follow_segments(conn)


@app.periodic(cron="23 * * * *")
@app.task(name="review_all_segments", queueing_lock="review_all_segments", lock="segments")
def review_all_segments(timestamp: int) -> None:  # noqa: ARG001 - the scheduler passes its tick
    """Every hour: segments of everybody, since time alone makes members enter and leave."""
    with connect() as conn:
        work.review_segments(conn)


@app.periodic(cron="* * * * *")
@app.task(name="count_trends", queueing_lock="count_trends", lock="count_trends")
def count_trends(timestamp: int) -> int:  # noqa: ARG001 - the scheduler passes its tick
    """Every minute: what the first page says of sales and goals, where there is something new."""
    with connect() as conn:
        return work.count_trends(conn)


@app.periodic(cron="* * * * *")
@app.task(name="count_reports", queueing_lock="count_reports", lock="count_trends")
def count_reports(timestamp: int) -> int:  # noqa: ARG001 - the scheduler passes its tick
    """Every minute: what the check-up and proposals are made of, where there is something new."""
    with connect() as conn:
        return work.count_reports(conn)


@app.task(name="review_segments", lock="segments")
def review_segments(program_id: str) -> None:
    """After a definition changed: segments of everybody in its program."""
    with connect() as conn:
        work.review_segments(conn, UUID(program_id))


@app.task(name="renew", lock="renew")
def renew(program_id: str) -> None:
    """After a version came into force: every account of its program."""
    with connect() as conn:
        work.renew(conn, UUID(program_id))


@app.task(name="prove", lock="prove")
def prove(program_id: str) -> None:
    """When somebody asked: the whole ledger of a program, verified."""
    proving.prove(UUID(program_id))


@app.periodic(cron="17 1 * * *")
@app.task(name="prove_all", queueing_lock="prove_all", lock="prove_all")
def prove_all(timestamp: int) -> None:  # noqa: ARG001 - the scheduler passes its tick
    """Every night: each program's ledger is to be verified."""
    proving.begin_all()


@app.periodic(cron="* * * * *")
@app.task(name="go_on_proving", queueing_lock="go_on_proving", lock="go_on_proving")
def go_on_proving(timestamp: int) -> int:  # noqa: ARG001 - the scheduler passes its tick
    """Every minute: a part of the verifications under way, half of the time at most."""
    until = time.monotonic() + PROVING_SECONDS
    return proving.go_on(lambda: time.monotonic() > until)


@app.periodic(cron="41 3 * * *")
@app.task(name="forget_acts", queueing_lock="forget_acts", lock="forget_acts")
def forget_acts(timestamp: int) -> int:  # noqa: ARG001 - the scheduler passes its tick
    """Every night: what staff, keys and tills did is let go of when its time is over, and so is
    what was kept to undo merges."""
    with connect() as conn:
        work.forget_merges(conn)
        return work.forget_acts(conn)


@app.task(name="run_bulk", lock="run_bulk")
def run_bulk(run_id: str) -> int:
    """When somebody asked: one act on many members, one by one."""
    with connect() as conn:
        return work.run_bulk(conn, UUID(run_id))


@app.task(name="take_in")
def take_in(file_id: str) -> int:
    """When somebody asked: a file that was brought, checked or taken in."""
    with connect() as conn:
        conn.autocommit = True
        return work.take_in(conn, UUID(file_id))


@app.periodic(cron="* * * * *")
@app.task(name="take_in_all", queueing_lock="take_in_all")
def take_in_all(timestamp: int) -> int:  # noqa: ARG001 - the scheduler passes its tick
    """Every minute: files whose job was killed go on; one that is worked on is left alone."""
    with connect() as conn:
        conn.autocommit = True
        return work.take_in(conn)


@app.periodic(cron="53 3 * * *")
@app.task(name="forget_files", queueing_lock="forget_files", lock="forget_files")
def forget_files(timestamp: int) -> int:  # noqa: ARG001 - the scheduler passes its tick
    """Every night: files that were brought are deleted when their days are over."""
    with connect() as conn:
        return work.forget_files(conn)


@app.periodic(cron="* * * * *")
@app.task(name="take_up_stalled", queueing_lock="take_up_stalled", pass_context=True)
async def take_up_stalled(context: JobContext, timestamp: int) -> int:  # noqa: ARG001
    """Every minute: what nobody can read, and what a worker that was killed had begun. Without a
    lock of its own, which could be left behind just the same."""
    manager = context.app.job_manager
    return await stalled.set_aside(manager) + await stalled.take_up(manager)
