"""One folder in the place of another, also when the program is killed in between: two renames with
a note of what is meant, and whoever comes next does the rest.

Without it a data folder could stand there without its database, and a start would make an empty
one.
"""

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from regulars.kit.pg import home, locks

_NOTE = "swap.json"


class _Note(Struct, frozen=True):
    """Names of folders beside one another."""

    fresh: str
    place: str
    aside: str


def swap(fresh: Path, place: Path, aside: Path) -> None:
    """Will put what is in the place aside, if anything is, and `fresh` there. The caller holds the
    data folder's lock."""
    note = _Note(fresh.name, place.name, aside.name)
    home.write_secret(place.with_name(_NOTE), msgspec.json.encode(note).decode())
    _kept(place.parent)
    _finish(place.parent)


def settle(data: Path) -> None:
    """Will do what is left of a swap that somebody began and did not live to end."""
    if (data / _NOTE).exists():
        with locks.held(data / "lock"):
            _finish(data)


def _finish(data: Path) -> None:
    try:
        note = msgspec.json.decode((data / _NOTE).read_bytes(), type=_Note)
    except FileNotFoundError:
        return
    fresh, place, aside = data / note.fresh, data / note.place, data / note.aside
    if fresh.exists():
        if place.exists():
            place.rename(aside)
        fresh.rename(place)
        _kept(data)
    (data / _NOTE).unlink()


def _kept(folder: Path) -> None:
    """Names are on the disk when their folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
