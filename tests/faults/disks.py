"""A disk that can be filled, and on which room can be made again.

Where this process may mount, it is one of its own with its real "no space left on device".
Elsewhere the database's processes are forbidden to make any file longer: they may write as little.
"""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from regulars.kit.pg.launcher import Server

SIZE = "300m"
BLOCK = bytes(65_536)


class Disk(Protocol):
    """Where a database server keeps its data."""

    def fill(self, server: Server) -> None:
        """Leave no room."""

    def clear(self, server: Server) -> None:
        """Make room again."""


class Mounted:
    """A file system of a fixed size, filled by a file."""

    def __init__(self, folder: Path) -> None:
        self._ballast = folder / "ballast"

    def fill(self, server: Server) -> None:  # noqa: ARG002 - of all servers
        """Write until nothing more can be written."""
        with self._ballast.open("wb", buffering=0) as file:
            try:
                while file.write(BLOCK):
                    pass
            except OSError:
                return

    def clear(self, server: Server) -> None:  # noqa: ARG002 - of all servers
        """Delete what it was filled with."""
        self._ballast.unlink()


class Forbidden:
    """A limit on how long files of the server's processes may be; those that it starts have it
    too."""

    def fill(self, server: Server) -> None:
        """Forbid more than a page."""
        self._limit(server, 8_192)

    def clear(self, server: Server) -> None:
        """Allow everything; a server that gave up is started without the limit."""
        self._limit(server, resource.RLIM_INFINITY)

    def _limit(self, server: Server, most: int) -> None:
        first = server.running()
        for number in [] if first is None else [first, *_children(first)]:
            try:
                resource.prlimit(number, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
            except ProcessLookupError:
                continue  # it has just ended


def _children(number: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == number:
            found.append(int(path.parent.name))
    return found


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """Have a folder whose disk can be full."""
    folder.mkdir()
    if os.getuid() != 0 or not _mounted(folder):
        yield Forbidden()
        return
    try:
        yield Mounted(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mounted(folder: Path) -> bool:
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", str(folder)]
    return subprocess.run(mount, check=False, stderr=subprocess.DEVNULL).returncode == 0
