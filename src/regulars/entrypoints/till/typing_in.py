"""What is typed or scanned into forms, read."""

import re
from decimal import Decimal
from typing import Any

from regulars.core.rounding import exponent
from regulars.entrypoints.till.device import Device

_AMOUNT = re.compile(r"[0-9]{1,9}([.,][0-9]{1,4})?", re.ASCII)
_RECEIPT = re.compile(r"[0-9]{1,9}-[0-9a-z]{6}", re.ASCII)


def amount(device: Device, text: str) -> int | None:
    """Will read '12.50' or '12,50' in the smallest unit; None where it is no amount."""
    if not _AMOUNT.fullmatch(text.strip()):
        return None
    value = Decimal(text.strip().replace(",", "."))
    if value != round(value, exponent(device.shop.program.document.currency)):
        return None
    return device.shop.program.minor(value)


def receipt(text: str) -> str:
    """Will read a receipt's number as tills make it; '' for anything else."""
    return text if _RECEIPT.fullmatch(text) else ""


def text(said: Any, most: int = 200) -> str:
    """Will read a text that can be kept."""
    return said.replace("\0", "").strip()[:most] if isinstance(said, str) else ""
