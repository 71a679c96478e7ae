"""What is on an order, item by item: read from what was typed, described by the catalogue.

A code that the catalogue does not know is an item all the same: it has a code and a price.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET
from msgspec import Meta, Struct, structs

from regulars.core.program import Reward
from regulars.core.rounding import divide, exponent, spread
from regulars.core.vouchers import fitting
from regulars.domains.products import queries as products
from regulars.domains.products.contracts import Product
from regulars.entrypoints.till import typing_in
from regulars.entrypoints.till.device import Device, at_till
from regulars.wire.orders import LineIn
from regulars.wire.vouchers import lines_of

MOST = 100
_QUANTITY = re.compile(r"[0-9]{1,4}([.,][0-9]{1,3})?", re.ASCII)
Text = Annotated[str, Meta(max_length=200)]


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One item as it was typed: its code, how many, and what one of them costs."""

    sku: Text
    quantity: Text
    price: Text


@require_GET
@at_till
def product(request: HttpRequest, device: Device) -> HttpResponse:
    """Finds what a code means, or else what has this name."""
    text = typing_in.text(request.GET.get("q"), 100)
    program_id = device.shop.program_id
    found = products.by_sku(device.conn, program_id, [text]).get(text)
    like = [] if found else products.named(device.conn, program_id, text)
    told = {"found": _told(device, found) if found else None}
    return JsonResponse(told | {"like": [_told(device, one) for one in like]})


def typed(request: HttpRequest) -> tuple[Item, ...]:
    """Will read the rows of a form."""
    said = (request.POST.getlist(name) for name in ("item", "quantity", "price"))
    return tuple(
        Item(sku=sku[:200], quantity=quantity[:20], price=price[:20])
        for sku, quantity, price in zip(*said, strict=False)
    )


def lines(device: Device, items: Sequence[Item]) -> tuple[LineIn, ...] | None:
    """Will make an order's lines of items; None where one of them is none."""
    if len(items) > MOST:
        return None
    skus = [typing_in.text(one.sku) for one in items]
    known = products.by_sku(device.conn, device.shop.program_id, sorted(set(skus)))
    found = []
    for number, (sku, one) in enumerate(zip(skus, items, strict=True), 1):
        price = typing_in.amount(device, one.price)
        quantity = one.quantity.strip().replace(",", ".")
        if not sku or price is None or not _QUANTITY.fullmatch(quantity) or not Decimal(quantity):
            return None
        top, bottom = (price * Decimal(quantity)).as_integer_ratio()
        line = LineIn(
            line_id=str(number), sku=sku, quantity=quantity, unit_price_minor=price,
            net_minor=divide(top, bottom, "half-up"),
        )  # fmt: skip
        found.append(_described(line, known.get(sku)))
    return tuple(found)


def less(
    device: Device, rest: tuple[LineIn, ...], word: Reward | None, saved: int
) -> tuple[LineIn, ...]:
    """Will take what a voucher saved off the lines that it is for, in proportion."""
    facts = lines_of(rest)
    fits = {one.line_id for one in fitting(device.shop.program, word, facts)} if word else set()
    meant = [one.net_minor if one.line_id in fits else 0 for one in rest]
    weights = meant if sum(meant) >= saved else [one.net_minor for one in rest]
    if not sum(weights):
        return rest
    return tuple(
        structs.replace(
            one, net_minor=one.net_minor - off, discount_minor=one.discount_minor + off
        )
        for one, off in zip(rest, spread(min(saved, sum(weights)), weights), strict=True)
    )  # fmt: skip


def on(rest: Sequence[LineIn], word: Reward) -> bool:
    """Whether what a reward gives is on the order, and not handed over beside it."""
    return any(word.product in (one.sku, one.product) for one in rest) if word.product else False


def _described(line: LineIn, known: Product | None) -> LineIn:
    if known is None:
        return line
    return structs.replace(
        line, product=known.product, brand=known.brand, categories=known.categories,
        collections=known.collections, unit_cost_minor=known.unit_cost_minor,
    )  # fmt: skip


def _told(device: Device, one: Product) -> dict[str, str]:
    digits, price = exponent(device.shop.program.document.currency), one.unit_price_minor
    said = "" if price is None else str(Decimal(price).scaleb(-digits))
    return {"sku": one.sku, "name": one.name or one.product or one.sku, "price": said}
