"""`regulars up`: from an empty folder to a page, and cleanly back to nothing."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import httpx
import pytest

from regulars.kit.pg.launcher import Server


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """The environment of a fresh installation."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REGULARS_")}
    return kept | {"REGULARS_DATA": str(tmp_path / "data")}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The installation's database server, ended whatever happens."""
    made = Server(tmp_path / "data")
    yield made
    made.stop()


class Up:
    """The command, running; ended with its block, whatever happens."""

    def __init__(self, variables: dict[str, str]) -> None:
        # Whoever runs the tests may have told them to outlive their terminal.
        before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "regulars", "up", "--port", "18000"],
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        signal.signal(signal.SIGHUP, before)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failed: object) -> None:
        if self.process.poll() is None:
            self.ended_by(signal.SIGTERM)

    def address(self) -> str:
        """Where it says that it is ready; the end of its output when it never does."""
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if found := re.search(r"http://\S+", line):
                return found[0]
        raise AssertionError("".join(said))

    def ended_by(self, number: signal.Signals) -> int:
        """Its exit code after this signal to its whole group, as a terminal sends it."""
        os.killpg(self.process.pid, number)
        self.process.communicate()
        return self.process.returncode


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_serves_until_it_is_told_to_stop(
    variables: dict[str, str], server: Server, number: signal.Signals
) -> None:
    with Up(variables) as up:
        address = up.address()
        assert httpx.get(address, follow_redirects=True).status_code == 200
        assert server.running() is not None
        second = subprocess.run(
            [sys.executable, "-m", "regulars", "up"],
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert second.returncode == 1
        assert "already runs" in second.stderr
        assert httpx.get(address, follow_redirects=True).status_code == 200
        assert up.ended_by(number) == 0
    assert server.running() is None
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


def test_a_database_that_was_to_stay_stays(variables: dict[str, str], server: Server) -> None:
    def regulars(*words: str) -> None:
        subprocess.run([sys.executable, "-m", "regulars", *words], env=variables, check=True)

    regulars("db", "init")
    regulars("db", "start")
    with Up(variables) as up:
        up.address()
        assert up.ended_by(signal.SIGINT) == 0
    assert server.running() is not None
    regulars("db", "stop")
    assert server.running() is None
