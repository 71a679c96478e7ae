"""That this process is about to end: told by whoever started it, before it is told to stop, so that
a proxy sends it nothing new while it still answers.

Who starts others names a file to them, and makes it when the end begins.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from regulars.kit import environment
from regulars.kit.errors import SetupError

SECONDS = environment.declare(
    "REGULARS_DRAIN_SECONDS",
    "How long a process that is told to stop goes on answering, `/readyz` being 503: as long as "
    "the proxy in front takes to notice, 0 to 25.",
    "0",
)
_SECONDS_MAX = 25
_MARK = "REGULARS_DRAINING_MARK"


class Mark:
    """The file by which the processes of one supervisor learn that they are about to end."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def variables(self) -> Mapping[str, str]:
        """The environment of those that shall learn it."""
        return {**os.environ, _MARK: str(self._path)}

    def make(self) -> None:
        """Will tell them."""
        self._path.touch()


@contextmanager
def mark() -> Iterator[Mark]:
    """Will give a mark of its own, not made yet."""
    with TemporaryDirectory(prefix="regulars-") as folder:
        yield Mark(Path(folder) / "draining")


def begun() -> bool:
    """Whether the end of this process has begun."""
    path = os.environ.get(_MARK)
    return path is not None and Path(path).exists()


def seconds() -> int:
    """Will read how long a proxy takes to notice. Raises SetupError for what is no such number."""
    text = SECONDS.text() or "0"
    if not (text.isdecimal() and len(text) <= 2 and int(text) <= _SECONDS_MAX):
        raise SetupError(f"{SECONDS.name} is {text!r}; say 0 to {_SECONDS_MAX}.")
    return int(text)
