"""Two texts side by side, line by line, with the numbers that each line has in either."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from msgspec import Struct

LINES_MAX = 5_000  # beyond that no person reads on, and comparing takes too long
AROUND = 2  # lines that stay the same, shown before and after what changed


class DiffLine(Struct, frozen=True, kw_only=True):
    """A line of one text or of both; 0 where a text does not have it. `skip` stands for lines that
    are left out."""

    kind: str
    before: int = 0
    after: int = 0
    text: str = ""


def lines(before: str, after: str) -> list[DiffLine]:
    """Will list what went and what came, with a little of what stands around it; nothing for
    texts that are too long."""
    old, new = before.splitlines(), after.splitlines()
    if max(len(old), len(new)) > LINES_MAX:
        return []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[DiffLine] = []
    for place, group in enumerate(matcher.get_grouped_opcodes(AROUND)):
        if place or group[0][1]:
            found.append(DiffLine(kind="skip"))
        for step in group:
            found += _step(step, old, new)
    return found


def _step(
    step: tuple[str, int, int, int, int], old: list[str], new: list[str]
) -> Iterator[DiffLine]:
    kind, first, last, start, end = step
    if kind == "equal":
        for at in range(last - first):
            yield DiffLine(kind="same", before=first + at + 1, after=start + at + 1,
                           text=old[first + at])  # fmt: skip
        return
    for at in range(first, last):
        yield DiffLine(kind="removed", before=at + 1, text=old[at])
    for at in range(start, end):
        yield DiffLine(kind="added", after=at + 1, text=new[at])
