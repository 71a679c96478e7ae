"""The form of a sale, read: an amount, or items that make one."""

from django.http import HttpRequest

from regulars.entrypoints.till import items, typing_in
from regulars.entrypoints.till.device import Device
from regulars.entrypoints.till.finding import Found
from regulars.entrypoints.till.selling import Sale

HOLDS_MAX = 20


def sale_of(request: HttpRequest, device: Device, found: Found) -> Sale | None:
    """Will read the form; None where an item, the amount or the receipt is none."""
    number = typing_in.receipt(request.POST.get("receipt", ""))
    said = items.typed(request)
    lines = items.lines(device, said)
    amount = typing_in.amount(device, request.POST.get("amount", ""))
    if said:
        amount = None if lines is None else sum(one.net_minor for one in lines)
    if amount is None or lines is None or not number:
        return None
    holds = tuple(dict.fromkeys(request.POST.getlist("hold")))[:HOLDS_MAX]
    return Sale(
        member=found.ref, account=found.account, receipt=number, amount_minor=amount,
        at=device.shop.now, lines=lines, holds=holds,
    )  # fmt: skip


def nothing(device: Device, found: Found, receipt: str) -> Sale:
    """Will give a sale of which nothing was typed yet."""
    return Sale(
        member=found.ref, account=found.account, receipt=receipt, amount_minor=0,
        at=device.shop.now,
    )  # fmt: skip
