"""Shapes of values, learned before there are threads.

msgspec learns the shape of a struct when one is first read, and keeps it on the class before it is
whole: two threads that read a first one at the same time bring the process down. So a process that
is going to have threads learns all shapes first.
"""

from collections.abc import Iterator

import msgspec


def learn() -> int:
    """Will learn the shape of every struct that is imported by now; answers how many there are."""
    return sum(map(_learned, set(_below(msgspec.Struct))))


def _below(one: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for inner in one.__subclasses__():
        yield inner
        yield from _below(inner)


def _learned(one: type[msgspec.Struct]) -> bool:
    """A struct that holds what cannot be read is never read."""
    try:
        msgspec.json.Decoder(one)
    except (TypeError, NameError):
        return False
    return True
