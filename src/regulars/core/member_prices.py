"""What members pay less: for each line the benefit that takes most off its price."""

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from regulars.core.benefits import Allowed, entitlement
from regulars.core.compiled import Compiled
from regulars.core.facts import Line
from regulars.core.program.benefits import PriceOff, VolumePrice
from regulars.core.rounding import divide
from regulars.core.rules.prepared import line_test
from regulars.core.state import AccountState


class MemberPrice(Struct, frozen=True, kw_only=True):
    """What a member pays for a line, by which benefit."""

    line_id: str
    benefit: str
    off_minor: int
    pays_minor: int


def off(program: Compiled, word: PriceOff, line: Line, lines: tuple[Line, ...]) -> int:
    """Will give what a benefit takes off the price of one of an order's lines, never more than the
    price."""
    if line.net_minor <= 0 or not line_test(word.products)(line):
        return 0
    step = _step(word, line, lines)
    if step is None:
        return 0
    if step.percent is not None:
        part = line.net_minor * Fraction(step.percent) / 100
    else:
        amount = program.minor(step.amount or Decimal(0))
        part = amount * max(Fraction(line.quantity), Fraction(0))
    return min(divide(part.numerator, part.denominator, "half-up"), line.net_minor)


def _step(word: PriceOff, line: Line, lines: tuple[Line, ...]) -> PriceOff | VolumePrice | None:
    """Will give what holds for so many items: the last step that they reach."""
    if not word.by_volume:
        return word
    meant = line_test(word.products)
    counted = lines if word.count == "together" else (line,)
    items = sum((one.quantity for one in counted if meant(one)), Decimal(0))
    return next((one for one in reversed(word.by_volume) if items >= one.least), None)


def prices(
    program: Compiled,
    state: AccountState,
    lines: tuple[Line, ...],
    at: int,
    *,
    location: str = "",
    channel: str = "",
) -> list[MemberPrice]:
    """Will give what a member pays for the lines that a benefit makes cheaper for them."""
    allowed = [
        (name, word.price_off)
        for name, word in program.document.benefits.items()
        if word.price_off is not None
        and isinstance(
            entitlement(program, state, name, at, location=location, channel=channel), Allowed
        )
    ]
    found = []
    for line in lines:
        offers = [(off(program, word, line, lines), name) for name, word in allowed]
        most, benefit = max(offers, key=lambda one: one[0], default=(0, ""))
        if most:
            found.append(
                MemberPrice(
                    line_id=line.line_id, benefit=benefit, off_minor=most,
                    pays_minor=line.net_minor - most,
                )
            )  # fmt: skip
    return found
