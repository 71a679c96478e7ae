"""Which vouchers may stand beside one another on an order: both must accept the other."""

from collections.abc import Iterable

from regulars.core.compiled import Timeline
from regulars.core.program import Reward

Issued = tuple[str, int]


def accepts(word: Reward, name: str, other: Reward) -> bool:
    """Will tell whether a reward may stand beside another one."""
    if isinstance(word.combine, str):
        return word.combine == "all"
    return name in word.combine or other.kind in word.combine


def clash(timeline: Timeline, mine: Issued, beside: Iterable[Issued]) -> str | None:
    """Will name the first reward beside which this one may not stand."""
    word = word_of(timeline, mine)
    for other in beside:
        theirs = word_of(timeline, other)
        if not (accepts(word, other[0], theirs) and accepts(theirs, mine[0], word)):
            return other[0]
    return None


def word_of(timeline: Timeline, one: Issued) -> Reward:
    """Will give the terms under which a voucher was issued."""
    return timeline.version(one[1]).document.rewards[one[0]]
