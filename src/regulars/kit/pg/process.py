"""The server's process: found by the folder it serves, started, waited for by asking, stopped."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from regulars.kit.errors import SetupError
from regulars.kit.pg import unprivileged

# Recovery after a crash may replay much; as long as the process lives we go on asking.
_START_SECONDS_MAX = 600
_STOP_SECONDS_MAX = 120
_ASK_EVERY_SECONDS = 0.05
_LOG_BYTES_MAX = 10_000_000


class _Server(subprocess.Popen[bytes]):
    """A child that may outlive us: that it still runs when we end is no mistake to warn of."""

    def __del__(self) -> None:
        """Leave it running."""


# Our own children must be waited for when they end; a server may also be somebody else's child.
_started: dict[Path, _Server] = {}


def running(cluster: Path) -> int | None:
    """The id of the process that serves this folder, or None; the note of a dead one is none."""
    try:
        pid = int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if _serves(pid, cluster) else None


def _serves(pid: int, cluster: Path) -> bool:
    """Whether this process is PostgreSQL on this folder: ids are given again to others."""
    return f"-D {cluster} " in _command_line(pid)


def _command_line(pid: int) -> str:
    """The process's command line; empty when it is gone, or dead and not yet buried."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            return ""
    asked = subprocess.run(
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout


def start(bin_folder: Path, cluster: Path, log: Path, settings: dict[str, str]) -> None:
    """Will start the server in a session of its own: a Ctrl-C for us is none for it."""
    if log.exists() and log.stat().st_size > _LOG_BYTES_MAX:
        log.replace(log.with_suffix(".log.1"))
    _wait_for_own(cluster)
    # Under our lock and with no such process: the note is of one that was killed.
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = unprivileged.command(bin_folder / "postgres", "-D", str(cluster), *flags)
    deadline = time.monotonic() + _START_SECONDS_MAX
    while True:
        offset = log.stat().st_size if log.exists() else 0
        child = _launched(command, cluster, log)
        host, port = settings["unix_socket_directories"], int(settings["port"])
        if answered(host, port, while_alive=partial(_lives, child, deadline)):
            _started[cluster] = child
            return
        said = _said_since(log, offset)
        # After a kill the old server's children need a moment to notice and let go of its memory.
        if child.poll() is None or "still in use" not in said or time.monotonic() > deadline:
            raise SetupError(f"PostgreSQL did not start; its log {log} ends: {_last_line(said)}")
        time.sleep(_ASK_EVERY_SECONDS)


def _launched(command: list[str], cluster: Path, log: Path) -> _Server:
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as output:
        return _Server(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            cwd=cluster,
        )


def _lives(child: _Server, deadline: float) -> bool:
    return child.poll() is None and time.monotonic() < deadline


def answered(host: str, port: int, *, while_alive: Callable[[], bool]) -> bool:
    """Will ask until the server takes connections; False when its process ended before."""
    while while_alive():
        if accepts(host, port):
            return True
        time.sleep(_ASK_EVERY_SECONDS)
    return False


def accepts(host: str, port: int) -> bool:
    """Whether a server takes connections there; who we are does not matter for the answer."""
    target = make_conninfo(host=host, port=port, dbname="postgres")
    return bool(PGconn.ping(target.encode()) == Ping.OK)


def _said_since(log: Path, offset: int) -> str:
    with log.open("rb") as file:
        file.seek(offset)
        return file.read().decode(errors="replace").strip()


def _last_line(said: str) -> str:
    """The line that says why: the last fatal one, not the good-bye after it."""
    lines = said.splitlines() or ["(nothing)"]
    fatal = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    return (fatal or lines)[-1]


def stop(cluster: Path) -> bool:
    """Will end the server: sessions are cut, what was committed stays. False when none ran."""
    pid = running(cluster)
    if pid is None:
        _wait_for_own(cluster)
        return False
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + _STOP_SECONDS_MAX
    while running(cluster) is not None:
        if time.monotonic() > deadline:
            raise SetupError(f"PostgreSQL (process {pid}) does not stop; its log says why.")
        time.sleep(_ASK_EVERY_SECONDS)
    _wait_for_own(cluster)
    return True


def _wait_for_own(cluster: Path) -> None:
    """A server that ended and was our child goes from the system's table of processes."""
    if child := _started.pop(cluster, None):
        child.wait()
