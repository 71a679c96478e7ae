"""Copies one file of PostgreSQL's log into an archive, or back out of it.

The server runs it as a program of its own, so it imports nothing of ours:
`python segments.py keep SOURCE TARGET` and `python segments.py bring ARCHIVED TARGET`. What it says
is kept is on the disk, whole; a file that is kept already is never replaced by another.
"""

import gzip
import os
import shutil
import sys
from pathlib import Path

SUFFIX = ".gz"


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
    """Will bring a file back; False when it was never kept, which is how a log ends."""
    kept = archived.with_name(archived.name + SUFFIX)
    if not kept.exists():
        return False
    with gzip.open(kept) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file)
    return True


if __name__ == "__main__":
    done = {"keep": keep, "bring": bring}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    sys.exit(0 if done else 1)
