"""Processes that are told to stop learn it before their signal: a proxy has time to notice."""

import os
import signal
import sys
from pathlib import Path

import pytest

from regulars.entrypoints.cli._children import Child, supervise
from regulars.kit import draining
from regulars.kit.errors import SetupError

_CHILD = """
import signal, sys
from pathlib import Path
from regulars.kit import draining
here = Path(sys.argv[1])
def told(*_):
    (here / "told").write_text("draining" if draining.begun() else "by surprise")
    sys.exit(0)
signal.signal(signal.SIGTERM, told)
(here / "up").write_text("serving" if not draining.begun() else "draining")
while True:
    signal.pause()
"""


def test_the_mark_is_made_before_the_signal(tmp_path: Path) -> None:
    def ready() -> bool:
        up = (tmp_path / "up").exists()
        if up:
            os.kill(os.getpid(), signal.SIGTERM)
        return up

    child = Child("a child", (sys.executable, "-c", _CHILD, str(tmp_path)))
    assert supervise([child], ready) == 0
    assert (tmp_path / "up").read_text() == "serving"
    assert (tmp_path / "told").read_text() == "draining"


@pytest.mark.parametrize("said", ["26", "-1", "soon", "1.5"])
def test_no_other_number_of_seconds_is_taken(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGULARS_DRAIN_SECONDS", said)
    with pytest.raises(SetupError, match="0 to 25"):
        draining.seconds()
