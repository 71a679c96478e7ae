"""Chance with a seed: random values that one number brings back.

Hypothesis draws the seeds. Drawing every part of a program and a long history from Hypothesis
itself takes a hundred times as long and leaves most histories empty; a history that fails is made
as short as it can be by `histories.shortest` instead.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

Value = TypeVar("Value")
seeds = st.integers(0, 2**63 - 1)


class Dice(Random):
    """A generator of values."""

    def yes(self, of: int = 2) -> bool:
        """Hold once in so many times."""
        return self.randrange(of) == 0

    def some(self, values: Sequence[Value], most: int = 2) -> tuple[Value, ...]:
        """Give one or more different ones."""
        return tuple(self.sample(values, self.randint(1, min(most, len(values)))))

    def few(self, values: Sequence[Value], most: int = 2) -> tuple[Value, ...]:
        """Give some, or none."""
        return self.some(values, most) if self.yes(3) else ()

    def maybe(self, make: Callable[[], Value], of: int = 2) -> Value | None:
        """Make something once in so many times."""
        return make() if self.yes(of) else None

    def decimal(self, least: str, most: str, places: int = 2) -> Decimal:
        """Give an exact number between two, often a whole one or one of the ends."""
        low, high = Decimal(least), Decimal(most)
        if self.yes(6):
            return self.choice((low, high))
        unit = Decimal(1).scaleb(-places)
        steps = int((high - low) / unit)
        found = low + self.randint(0, steps) * unit
        return found if self.yes() or int(found) < low else Decimal(int(found))
