"""Jobs put off by their names, in the transaction that needs them: no commit, no job."""

from datetime import datetime

from procrastinate.contrib.django import app


def later(name: str, *, at: datetime | None = None, **arguments: str) -> None:
    """Will have the worker run a job, at once or not before an instant; on Django's connection."""
    app.configure_task(name, lock=name, schedule_at=at).defer(**arguments)
