"""Refund, activity, product and location files, each through the flow that the API uses."""

import hashlib
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from psycopg import Connection

from regulars.core.facts import Activity, RefundLine, Scalar
from regulars.domains.events.contracts import OrderKey
from regulars.domains.locations import operations as locating
from regulars.domains.locations.contracts import Location
from regulars.domains.products import operations as stocking
from regulars.domains.products.contracts import Product
from regulars.flows.act import act
from regulars.flows.answers import Answer
from regulars.flows.refund import NewRefund, refund
from regulars.flows.shops import Shop
from regulars.wire import bodies
from regulars.wire.activities import ActivityIn
from regulars.wire.calls import Closed
from regulars.wire.importing.mapped import Mapped
from regulars.wire.orders import Amount, Given, Name
from regulars.wire.problems import Problem, of
from regulars.wire.refs import member as find_member
from regulars.wire.refs import refund_key
from regulars.wire.refunds import RefundIn

Read = TypeVar("Read")


class RefundRow(Struct, frozen=True):
    """A refund, and of which order."""

    source: str
    order: str
    body: RefundIn


class ProductRow(Closed, frozen=True):
    """A product as a file tells of it."""

    sku: Given
    product: Name = ""
    name: Name = ""
    brand: Name = ""
    categories: tuple[Name, ...] = ()
    collections: tuple[Name, ...] = ()
    unit_cost: Amount | None = None
    unit_price: Amount | None = None


class LocationRow(Closed, frozen=True):
    """A location as a file tells of it."""

    external_id: Given
    name: Name = ""


def read_refund(row: Mapped) -> RefundRow | Problem:
    """Will make a refund: of a line, of an amount, or of all that is left."""
    told = row.values
    body: dict[str, Any] = {name: told[name] for name in ("external_id", "occurred_at")}
    if "line_id" in told:
        body["lines"] = [{"line_id": told["line_id"], "amount_minor": told.get("amount")}]
    elif "amount" in told:
        body["amount_minor"] = told["amount"]
    found = _as(body, RefundIn)
    return found if isinstance(found, Problem) else RefundRow(told["source"], told["order"], found)


def book_refunds(conn: Connection, shop: Shop, found: Sequence[RefundRow]) -> list[str | Problem]:
    """Will refund; a refund whose order is not here waits for it."""
    return [_status(refund(conn, shop, _new(shop, one))) for one in found]


def _new(shop: Shop, one: RefundRow) -> NewRefund:
    lines = (msgspec.convert(msgspec.structs.asdict(line), RefundLine) for line in one.body.lines)
    # The key of the API: the same refund told there and here happens once.
    order = OrderKey(shop.program_id, one.source, one.order)
    return NewRefund(
        order=order,
        key=refund_key(order, one.body.external_id),
        occurred_at=one.body.occurred_at,
        fingerprint=_fingerprint(one.body),
        lines=tuple(lines),
        amount_minor=one.body.amount_minor,
    )


def read_activity(row: Mapped) -> ActivityIn | Problem:
    """Will make the API's activity of a row."""
    told = dict(row.values)
    for kind in ("external_id", "email"):
        value = told.pop(f"member_{kind}", None)
        if value is not None:
            told.setdefault("member", f"{kind}:{value}")
    data = told.get("data")
    if isinstance(data, str):
        try:
            told["data"] = msgspec.json.decode(data, type=dict[str, Scalar])
        except msgspec.MsgspecError as error:
            return bodies.invalid("body_invalid", str(error))
    return _as(told, ActivityIn)


def book_activities(
    conn: Connection, shop: Shop, found: Sequence[ActivityIn]
) -> list[str | Problem]:
    """Will award for activities of members who are known."""
    return [_act(conn, shop, one) for one in found]


def _act(conn: Connection, shop: Shop, one: ActivityIn) -> str | Problem:
    member = find_member(conn, shop.program_id, one.member)
    if isinstance(member, Problem):
        return member
    fact = Activity(occurred_at=one.occurred_at, type=one.type, data=one.data)
    key = f"activity:{one.type}/{one.external_id}"
    return _status(act(conn, shop, member.account_id, fact, key=key, fingerprint=_fingerprint(one)))


def read_product(row: Mapped) -> Product | Problem:
    """Will make a product of a row."""
    found = _as(row.values, ProductRow)
    if isinstance(found, Problem):
        return found
    told = msgspec.structs.asdict(found)
    cost, price = told.pop("unit_cost"), told.pop("unit_price")
    return Product(unit_cost_minor=cost, unit_price_minor=price, **told)


def book_products(conn: Connection, shop: Shop, found: Sequence[Product]) -> list[str | Problem]:
    """Will add products, or change those that are known."""
    stocking.put(conn, shop.program_id, found)
    return ["kept"] * len(found)


def read_location(row: Mapped) -> Location | Problem:
    """Will make a location of a row."""
    found = _as(row.values, LocationRow)
    if isinstance(found, Problem):
        return found
    return Location(external_id=found.external_id, name=found.name)


def book_locations(conn: Connection, shop: Shop, found: Sequence[Location]) -> list[str | Problem]:
    """Will add locations, or change those that are known."""
    locating.put(conn, shop.program_id, found)
    return ["kept"] * len(found)


def _as(told: dict[str, Any], into: type[Read]) -> Read | Problem:
    try:
        return msgspec.convert(told, into)
    except msgspec.ValidationError as error:
        return bodies.invalid("body_invalid", str(error))


def _status(answer: Answer) -> str | Problem:
    return answer.status if answer.refused is None else of(answer.refused)


def _fingerprint(body: RefundIn | ActivityIn) -> bytes:
    return hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest()
