"""What is typed or scanned into forms, read."""

import re
from decimal import Decimal
from typing import Any

from django.http import HttpRequest

from regulars.core.rounding import exponent
from regulars.entrypoints.till.device import Device
from regulars.entrypoints.till.finding import Found
from regulars.entrypoints.till.selling import Sale

_AMOUNT = re.compile(r"[0-9]{1,9}([.,][0-9]{1,4})?", re.ASCII)
_RECEIPT = re.compile(r"[0-9]{1,9}-[0-9a-z]{6}", re.ASCII)
HOLDS_MAX = 20


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


def sale_of(request: HttpRequest, device: Device, found: Found) -> Sale | None:
    """Will read the form of a sale; None where the amount or the receipt is none."""
    minor = amount(device, request.POST.get("amount", ""))
    number = receipt(request.POST.get("receipt", ""))
    if minor is None or not number:
        return None
    holds = tuple(dict.fromkeys(request.POST.getlist("hold")))[:HOLDS_MAX]
    return Sale(
        member=found.ref, account=found.account, receipt=number, amount_minor=minor,
        at=device.shop.now, holds=holds,
    )  # fmt: skip


def text(said: Any, most: int = 200) -> str:
    """Will read a text that can be kept."""
    return said.replace("\0", "").strip()[:most] if isinstance(said, str) else ""
