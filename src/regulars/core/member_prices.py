"""What members pay less: for each line the benefit that takes most off its price."""

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from regulars.core.benefits import Allowed, entitlement
from regulars.core.compiled import Compiled
from regulars.core.facts import Line
from regulars.core.program.benefits import PriceOff
from regulars.core.rounding import divide
from regulars.core.rules.prepared import line_test
from regulars.core.state import AccountState


class MemberPrice(Struct, frozen=True, kw_only=True):
    """What a member pays for a line, by which benefit."""

    line_id: str
    benefit: str
    off_minor: int
    pays_minor: int


def off(program: Compiled, word: PriceOff, line: Line) -> int:
    """Will give what a benefit takes off a line's price, never more than the price."""
    if line.net_minor <= 0 or not line_test(word.products)(line):
        return 0
    if word.percent is not None:
        part = line.net_minor * Fraction(word.percent) / 100
    else:
        amount = program.minor(word.amount or Decimal(0))
        part = amount * max(Fraction(line.quantity), Fraction(0))
    return min(divide(part.numerator, part.denominator, "half-up"), line.net_minor)


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
        offers = [(off(program, word, line), name) for name, word in allowed]
        most, benefit = max(offers, key=lambda one: one[0], default=(0, ""))
        if most:
            found.append(
                MemberPrice(
                    line_id=line.line_id, benefit=benefit, off_minor=most,
                    pays_minor=line.net_minor - most,
                )
            )  # fmt: skip
    return found
