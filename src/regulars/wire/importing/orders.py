"""Order files: fields become the same order that the API takes, booked in batches by its flow."""

from collections.abc import Sequence
from typing import Any

import msgspec
from psycopg import Connection

from regulars.flows.shops import Shop
from regulars.wire import bodies, orders
from regulars.wire.importing.mapped import Mapped
from regulars.wire.orders import OrderIn
from regulars.wire.problems import Problem

KINDS = ("external_id", "email", "phone", "card")
PASSED_ON = ("source", "currency", "payment_method", "channel", "location", "tags")
LINE_NAMES = {
    "line_id": "line_id", "sku": "sku", "quantity": "quantity", "line_net": "net_minor",
    "line_discount": "discount_minor", "line_tax": "tax_minor",
}  # fmt: skip


def read(row: Mapped) -> OrderIn | Problem:
    """Will make the API's order of a row, checked as strictly."""
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
        return msgspec.convert(body, OrderIn)
    except msgspec.ValidationError as error:
        return bodies.invalid("body_invalid", str(error))


def _line(told: dict[str, Any]) -> dict[str, Any]:
    return {LINE_NAMES[name]: value for name, value in told.items()}


def book(conn: Connection, shop: Shop, found: Sequence[OrderIn]) -> list[str | Problem]:
    """Will award for orders; a repeat is answered as before."""
    answers = orders.earn(conn, shop, list(found))
    return [one if isinstance(one, Problem) else one.status for one in answers]
