"""The database for the time of one command: started when it was stopped, and left as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regulars.kit.errors import SetupError
from regulars.kit.pg import addresses, locks
from regulars.kit.pg.launcher import Server


@contextmanager
def running() -> Iterator[None]:
    """The database runs inside the block. What we started ourselves we stop, unless somebody has
    asked for it meanwhile."""
    if not addresses.embedded():
        yield
        return
    started = addresses.embedded_server().start()
    try:
        yield
    finally:
        if started:
            _stop()


@contextmanager
def left_as_it_was() -> Iterator[None]:
    """A database that did not run before the block does not after it."""
    mine = addresses.embedded() and addresses.embedded_server().running() is None
    try:
        yield
    finally:
        if mine:
            _stop()


def _stop() -> None:
    server = addresses.embedded_server()
    if not server.data.is_dir() or is_kept():
        return
    with locks.held_or_holder(server.data / "up.lock") as holder:
        if holder is None:
            server.stop()


def refuse_while_up(server: Server) -> None:
    """Will raise while `regulars up` serves on this folder."""
    if server.data.is_dir():
        with locks.held_or_holder(server.data / "up.lock") as holder:
            if holder is not None:
                raise SetupError(f"Regulars runs (process {holder}); stop it first.")


def is_kept() -> bool:
    """Whether `db start` asked for it to run on when nothing else needs it."""
    return kept_mark().exists()


def kept_mark() -> Path:
    """The file that says so."""
    return addresses.embedded_server().data / "keep-running"
