"""Amounts of money as staff type them."""

import re
from decimal import Decimal

from regulars.core.rounding import exponent
from regulars.entrypoints.console.access import Visit

_AMOUNT = re.compile(r"[0-9]{1,9}([.,][0-9]{1,4})?", re.ASCII)


def typed(visit: Visit, text: str) -> int | None:
    """Will read '12.50' or '12,50' in the smallest unit; None where it is no amount above 0."""
    if not _AMOUNT.fullmatch(text.strip()):
        return None
    amount = Decimal(text.strip().replace(",", "."))
    if amount != round(amount, exponent(visit.currency)) or amount <= 0:
        return None
    return visit.shop.program.minor(amount)
