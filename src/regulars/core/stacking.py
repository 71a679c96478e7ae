"""Several vouchers on one order: which go together, and what each takes off after the others."""

from collections.abc import Iterable

from msgspec import structs

from regulars.core import vouchers
from regulars.core.combining import Issued, clash, word_of
from regulars.core.compiled import Timeline
from regulars.core.facts import Line
from regulars.core.rounding import spread
from regulars.core.state import Voucher


def together(
    timeline: Timeline, held: Iterable[Voucher], lines: tuple[Line, ...], shipping_minor: int
) -> list[tuple[int, int]]:
    """Will choose vouchers that go together, in their order, and say what each takes off of what
    the ones before have left: (number, minor units), never below nothing."""
    found: list[tuple[int, int]] = []
    chosen: list[Issued] = []
    for one in sorted(held, key=lambda one: (word_of(timeline, _of(one)).stack_order, one.number)):
        program, word = timeline.version(one.version), word_of(timeline, _of(one))
        if clash(timeline, _of(one), chosen) is not None:
            continue
        off, refused = vouchers.saving(program, word, lines, shipping_minor)
        if refused or not off:
            continue
        found.append((one.number, off))
        chosen.append(_of(one))
        if word.kind == "free-shipping":
            shipping_minor -= off
        else:
            lines = _less(lines, vouchers.fitting(program, word, lines), off)
    return found


def _less(lines: tuple[Line, ...], fitting: list[Line], off: int) -> tuple[Line, ...]:
    parts = iter(spread(off, [line.net_minor for line in fitting]))
    return tuple(
        structs.replace(line, net_minor=line.net_minor - next(parts))
        if any(line is one for one in fitting) else line
        for line in lines
    )  # fmt: skip


def _of(one: Voucher) -> Issued:
    return one.reward, one.version
