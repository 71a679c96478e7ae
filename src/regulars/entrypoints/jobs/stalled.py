"""Jobs whose worker was killed: their locks would keep every later run away for ever.

A worker tells every ten seconds that it lives. What it was at when it went silent is taken up
again: each job goes on where it was.
"""

import logging
from contextlib import suppress

from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

SILENT_SECONDS = 30
TIMES_MAX = 5

log = logging.getLogger(__name__)


async def take_up(manager: JobManager) -> int:
    """Will have each job of a silent worker done again; answers how many. One that took its worker
    down again and again has failed, and one that waits anyway need not wait twice."""
    found = list(await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS))
    for job in found:
        log.warning("job %s (%s) was left by its worker", job.id, job.task_name)
        if job.attempts >= TIMES_MAX:
            await manager.finish_job(job, Status.FAILED, delete_job=False)
        elif await _waits(manager, job):
            await manager.finish_job(job, Status.ABORTED, delete_job=True)
        else:
            # Somebody else may put the same off at this moment: the next look ends this one then.
            with suppress(UniqueViolation):
                await manager.retry_job(job)
    return len(found)


async def set_aside(manager: JobManager) -> int:
    """Will have failed what no worker can even begin, its arguments being none: begun, it would
    keep its lock for ever. Answers how many there were."""
    found = [
        job
        for status in ("todo", "doing")
        for job in await manager.list_jobs_async(status=status)
        if not _named(job.task_kwargs)
    ]
    for job in found:
        log.error("job %s (%s) cannot be read", job.id, job.task_name)
        await manager.finish_job(job, Status.FAILED, delete_job=False)
    return len(found)


def _named(arguments: object) -> bool:
    return isinstance(arguments, dict)


async def _waits(manager: JobManager, job: Job) -> bool:
    if job.queueing_lock is None:
        return False
    same = await manager.list_jobs_async(queueing_lock=job.queueing_lock, status="todo")
    return bool(list(same))
