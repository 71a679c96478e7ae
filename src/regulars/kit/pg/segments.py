"""Copies one file of PostgreSQL's log into an archive, or back out of it.

The server runs it as a program of its own, so it imports nothing of ours:
`python segments.py keep SOURCE TARGET` and `python segments.py bring ARCHIVED TARGET`. What it says
is kept is on the disk, whole; a file that is kept already is never replaced by another. A file that
was never kept is how a log ends; one that cannot be read, or is missing among others, must end the
recovery, not the log.
"""

import gzip
import os
import re
import shutil
import sys
import zlib
from pathlib import Path

SUFFIX = ".gz"
# A timeline and a place on it; other files of the archive tell of timelines, and may be missing.
_SEGMENT = re.compile("([0-9A-F]{8})([0-9A-F]{16})")
# PostgreSQL gives up on any code above 125, and takes a smaller one for the end of the log.
_UNREADABLE = 126


def keep(source: Path, target: Path) -> bool:
    """Will keep a file; False when another one is kept under its name."""
    kept = target.with_name(target.name + SUFFIX)
    if kept.exists():
        with gzip.open(kept) as file:
            return file.read() == source.read_bytes()
    part = target.with_name(f"{target.name}.part")
    with part.open("wb") as file:
        with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1, mtime=0) as packed:
            packed.write(source.read_bytes())
        file.flush()
        os.fsync(file.fileno())
    part.rename(kept)
    folder = os.open(kept.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return True


def bring(archived: Path, target: Path) -> bool:
    """Will bring a file back; False when it was never kept, which is how a log ends. Raises OSError
    when it cannot be read, and when later ones are there."""
    kept = archived.with_name(archived.name + SUFFIX)
    if not kept.exists():
        if later := _later(archived):
            raise FileNotFoundError(f"missing, although {later} is there")
        return False
    with gzip.open(kept) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file)
    return True


def _later(archived: Path) -> str | None:
    """A later file of the same timeline: the log goes on behind a gap."""
    wanted = _SEGMENT.fullmatch(archived.name)
    if wanted is None:
        return None
    names = (one.name.removesuffix(SUFFIX) for one in archived.parent.iterdir())
    found = (one for one in map(_SEGMENT.fullmatch, names) if one)
    return next((one[0] for one in found if one[1] == wanted[1] and one[2] > wanted[2]), None)


if __name__ == "__main__":
    how, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    try:
        done = keep(source, target) if how == "keep" else bring(source, target)
    except (OSError, EOFError, zlib.error) as error:
        # To the server's log.
        print(f"{source}: {error!r}", file=sys.stderr)
        sys.exit(1 if how == "keep" else _UNREADABLE)
    sys.exit(0 if done else 1)
