"""Order files: fields become the same order that the API takes, booked in batches by its flow."""

from collections.abc import Sequence
from typing import Any

import msgspec
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.flows.earn import NewOrder
from regulars.flows.earn_from_files import earn_from_file
from regulars.flows.shops import Shop
from regulars.wire import bodies
from regulars.wire.importing.mapped import Mapped
from regulars.wire.orders import OrderIn, fact_of
from regulars.wire.problems import Problem, of

KINDS = ("external_id", "email", "phone", "card")
PASSED_ON = ("source", "currency", "payment_method", "channel", "location", "tags")
LINE_NAMES = {
    "line_id": "line_id", "sku": "sku", "quantity": "quantity", "line_net": "net_minor",
    "line_discount": "discount_minor", "line_tax": "tax_minor",
}  # fmt: skip


def read(row: Mapped) -> NewOrder | Problem:
    """Will make of a row what the API makes of an order, checked as strictly."""
    told = row.values
    body: dict[str, Any] = {name: told[name] for name in PASSED_ON if name in told}
    body["external_id"] = told["order"]
    if "occurred_at" in told:
        body["occurred_at"] = told["occurred_at"]
    for kind in KINDS:
        if f"member_{kind}" in told:
            body["member"] = f"{kind}:{told[f'member_{kind}']}"
            break
    if "lines" in told:
        body["lines"] = told["lines"]
    elif "rows" in told:
        body["lines"] = [_line(one) for one in told["rows"]]
    elif "total" in told:
        body["total_minor"] = told["total"]
    if "shipping" in told:
        body["shipping_minor"] = told["shipping"]
    try:
        order = msgspec.convert(body, OrderIn)
    except msgspec.ValidationError as error:
        return bodies.invalid("body_invalid", str(error))
    return fact_of(order)


def _line(told: dict[str, Any]) -> dict[str, Any]:
    return {LINE_NAMES[name]: value for name, value in told.items()}


def book(conn: Connection, shop: Shop, found: Sequence[NewOrder]) -> list[str | Problem]:
    """Will award for orders, many at once."""
    came = earn_from_file(conn, shop, found)
    return [of(one) if isinstance(one, Refused) else one for one in came]
