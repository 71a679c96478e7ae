"""Several processes as one: started together, stopped together.

Each has a process group of its own, so that a Ctrl-C reaches us alone and we tell each once:
the web server does not end when it is told twice.

When one that should go on ends by itself, all are stopped: a half-alive installation misleads.
"""

import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

import click

from regulars.kit import draining

_LOOK_EVERY_SECONDS = 0.2
_STOP_SECONDS_MAX = 30


@dataclass(frozen=True)
class Child:
    """A command to run beside the others; one that `ends` is done when it exits with 0."""

    name: str
    command: tuple[str, ...]
    ends: bool = False


Running = list[tuple[Child, subprocess.Popen[bytes]]]


def supervise(children: list[Child], ready: Callable[[], bool]) -> int:
    """Will run all until a signal comes or one fails; answers the exit code for our own process.

    `ready` is asked again and again until it says that it is.
    """
    running: Running = []
    seconds = draining.seconds()
    with _stop_signals() as stop, draining.mark() as mark:
        try:
            for child in children:
                process = subprocess.Popen(
                    child.command, stdin=subprocess.DEVNULL, process_group=0, env=mark.variables()
                )
                running.append((child, process))
            failed = _watch(running, stop, ready)
            mark.make()
            if failed is None:
                stop.clear()
                stop.wait(seconds)  # a second signal ends it at once
        finally:
            _stop(running)
    if failed is not None:
        click.echo(f"regulars: {failed.name} ended unexpectedly, so all was stopped.", err=True)
    return 0 if failed is None else 1


def _watch(running: Running, stop: threading.Event, ready: Callable[[], bool]) -> Child | None:
    """Look until told to stop; the child that failed, or None."""
    announced = False
    while not stop.is_set():
        for child, process in running:
            code = process.poll()
            if code is not None and not (child.ends and code == 0):
                return child
        announced = announced or ready()
        stop.wait(_LOOK_EVERY_SECONDS)
    return None


def _stop(running: Running) -> None:
    for _, process in running:
        if process.poll() is None:
            process.terminate()
    for child, process in running:
        try:
            process.wait(_STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            click.echo(f"regulars: {child.name} does not stop and is ended.", err=True)
            process.kill()
            process.wait()


def stop_signals() -> list[signal.Signals]:
    """Ctrl-C, an operator's or a system's stop, and a closed terminal unless `nohup` covers it."""
    closed_terminal = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
    return [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if closed_terminal else [])]


@contextmanager
def _stop_signals() -> Iterator[threading.Event]:
    """The signals set the event instead of what they did."""
    stop = threading.Event()

    def heard(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - signal's shape
        stop.set()

    before = {number: signal.signal(number, heard) for number in stop_signals()}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
