"""What members would notice of a new version: sentences of the terms that go, and that come."""

from msgspec import Struct

from regulars.core.program import Program
from regulars.domains.programs.plain import sections


class Promise(Struct, frozen=True, kw_only=True):
    """A section of the terms with what is no longer in it and what is new."""

    heading: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


def changed(before: Program | None, after: Program) -> list[Promise]:
    """Will list the sections whose sentences differ; where nothing stands, all are new."""
    old = _sentences(before) if before is not None else {}
    now = _sentences(after)
    found = []
    for heading in [*now, *(one for one in old if one not in now)]:
        were, are = old.get(heading, ()), now.get(heading, ())
        gone = tuple(one for one in were if one not in are)
        new = tuple(one for one in are if one not in were)
        if gone or new:
            found.append(Promise(heading=heading, gone=gone, new=new))
    return found


def _sentences(program: Program) -> dict[str, tuple[str, ...]]:
    title = program.title + (f": {program.summary}" if program.summary else "")
    return {"Name": (title,)} | {one.heading: one.sentences for one in sections(program)}
