"""Bars over time: drawn on the server, with the table behind them.

A chart's title says what it finds; the template `pages/chart.html` shows one.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

HIGH = 1000
STEP = 100
WIDE = 68


class Series(Struct, frozen=True, kw_only=True):
    """One kind of bar: its name, its value at each label, how a value is written."""

    name: str
    values: Sequence[int]
    shown: Callable[[int], str]


class Box(Struct, frozen=True, kw_only=True):
    """A drawn bar, in the chart's own units."""

    x: int
    y: int
    width: int
    height: int
    series: int
    last: bool
    told: str


class Chart(Struct, frozen=True, kw_only=True):
    """What the template draws. `rows` are the table: a label, then a text for each series."""

    name: str
    title: str
    hint: str
    width: int
    zero: int
    boxes: tuple[Box, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    top: str
    bottom: str
    unfinished: bool

    @property
    def first(self) -> str:
        """The label at the beginning."""
        return self.rows[0][0]

    @property
    def last(self) -> str:
        """The label at the end."""
        return self.rows[-1][0]


def bars(
    name: str, title: str, hint: str, labels: Sequence[str], series: Sequence[Series], *,
    stacked: bool = False, unfinished: bool = False,
) -> Chart:  # fmt: skip
    """Will lay out bars, at least one label with at least one series.

    `stacked` puts the parts of a whole, which are not negative, on one another; else they stand
    side by side. `unfinished` says that the last label is still going on.
    """
    sums = [
        sum(one.values[n] for one in series) if stacked else max(one.values[n] for one in series)
        for n in range(len(labels))
    ]
    lows = [0] if stacked else [min(one.values) for one in series]
    high, low = max(0, *sums), min(0, *lows)
    scale = HIGH / ((high - low) or 1)
    boxes = []
    for n, label in enumerate(labels):
        stand = 0
        for index, one in enumerate(series):
            value = one.values[n]
            upper = stand + value if stacked else max(value, 0)
            height = round(abs(value) * scale)
            width = WIDE if stacked else WIDE // len(series)
            boxes.append(
                Box(
                    x=STEP * n + (STEP - WIDE) // 2 + (0 if stacked else width * index),
                    y=round((high - upper) * scale), width=width, height=height,
                    series=index + 1, last=unfinished and n == len(labels) - 1,
                    told=f"{label}: {one.name}, {one.shown(value)}",
                )
            )  # fmt: skip
            stand += value
    return Chart(
        name=name, title=title, hint=hint, width=STEP * len(labels), zero=round(high * scale),
        boxes=tuple(boxes), heads=tuple(one.name for one in series),
        rows=tuple(
            (label, tuple(one.shown(one.values[n]) for one in series))
            for n, label in enumerate(labels)
        ),
        top=series[0].shown(high), bottom=series[0].shown(low), unfinished=unfinished,
    )  # fmt: skip
