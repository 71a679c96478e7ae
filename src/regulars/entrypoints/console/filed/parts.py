"""A long list a part at a time: the next part is asked for once the one before is on its way."""

from collections.abc import Callable, Iterator
from typing import TypeVar

Row = TypeVar("Row")
PART = 500


def parts_of(part: Callable[[Row | None], list[Row]]) -> Iterator[list[Row]]:
    """Will give all parts; `part` gives the one after a row, or the first."""
    found = part(None)
    while found:
        yield found
        found = part(found[-1]) if len(found) == PART else []
