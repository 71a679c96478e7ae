"""Orders on the wire: what a shop tells of a sale, and what it earned."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import Meta
from psycopg import Connection

from regulars.core.facts import Line, Order, Scalar
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import KeptOrder
from regulars.domains.members.contracts import Ref
from regulars.flows import earn as earning
from regulars.flows.answers import Answer, again
from regulars.flows.joining import Person
from regulars.flows.shops import Shop
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Closed
from regulars.wire.effects import Effect, told
from regulars.wire.problems import Problem, of, problem
from regulars.wire.refs import member_ref, order_key

Name = Annotated[str, Meta(max_length=200)]
# A sign that no shop begins with marks what is not a line: an order's shipping.
LineId = Annotated[str, Meta(pattern="^([^@].*)?$", max_length=200)]
Given = Annotated[str, Meta(min_length=1, max_length=200)]
# Colon and slash part a source from the number behind it.
Source = Annotated[str, Meta(pattern="^[^:/]+$", max_length=100)]
Minor = Annotated[int, Meta(ge=-(10**12), le=10**12)]
Amount = Annotated[int, Meta(ge=0, le=10**12)]
When = Annotated[datetime, Meta(tz=True, description="RFC 3339 with an offset")]
Attributes = Annotated[dict[Name, Scalar], Meta(max_length=50)]
LINES_MAX = 1000


class LineIn(Closed, frozen=True, omit_defaults=True):
    """A line. `net_minor` is what was paid for all of it, without tax, after discounts."""

    net_minor: Amount
    line_id: LineId = ""
    sku: Name = ""
    product: Name = ""
    categories: Annotated[tuple[Name, ...], Meta(max_length=50)] = ()
    collections: Annotated[tuple[Name, ...], Meta(max_length=50)] = ()
    brand: Name = ""
    quantity: Annotated[str, Meta(pattern=r"^[0-9]{1,9}([.][0-9]{1,6})?$")] = "1"
    unit_price_minor: Amount = 0
    discount_minor: Amount = 0
    tax_minor: Amount = 0
    unit_cost_minor: Amount | None = None
    gift_card: bool = False


class CustomerIn(Closed, frozen=True, omit_defaults=True):
    """What the order tells of its buyer, for a program that enrols at the first order."""

    name: Name = ""
    email: Name | None = None
    phone: Name | None = None
    external_id: Given | None = None
    birth_date: date | None = None
    language: Annotated[str, Meta(max_length=20)] = ""
    attributes: Attributes = {}


class OrderIn(Closed, frozen=True, omit_defaults=True):
    """An order. Without lines, `total_minor` is what counts. `member` names the buyer, if known."""

    source: Source
    external_id: Given
    occurred_at: When
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")]
    lines: Annotated[tuple[LineIn, ...], Meta(max_length=LINES_MAX)] = ()
    total_minor: Amount | None = None
    shipping_minor: Amount = 0
    member: Annotated[str, Meta(max_length=220)] | None = None
    customer: CustomerIn | None = None
    payment_method: Name = ""
    channel: Name = ""
    location: Name = ""
    tags: Annotated[tuple[Name, ...], Meta(max_length=50)] = ()
    fulfilled: bool = True


class OrderOut(Closed, frozen=True, omit_defaults=True):
    """What an order led to. `status` is 'created' or 'repeated'.

    `buyer` is told when an order is read whose account several people share.
    """

    id: str
    status: str
    source: str
    external_id: str
    account: str
    effects: tuple[Effect, ...]
    buyer: str = ""


def handle(asked: Asked) -> Answered | Problem:
    """POST /v1/orders."""
    return one_of(earn(asked.conn, asked.shop, [asked.body])[0])


def handle_together(asked: Sequence[Asked]) -> list[Answered | Problem]:
    """POST /v1/orders, many at once."""
    first = asked[0]
    return list(map(one_of, earn(first.conn, first.shop, [one.body for one in asked])))


def one_of(found: OrderOut | Problem) -> Answered | Problem:
    """Will answer 201 for what is new and 200 for a repeat."""
    if isinstance(found, Problem):
        return found
    new = found.status == "created"
    return Answered(status=201 if new else 200, body=found, location=f"/v1/orders/{found.id}")


def earn(conn: Connection, shop: Shop, bodies: list[OrderIn]) -> list[OrderOut | Problem]:
    """Will award for orders: one answer each, one bad order never fails the others."""
    read = [fact_of(body) for body in bodies]
    good = [one for one in read if not isinstance(one, Problem)]
    answers = iter(earning.earn(conn, shop, good) if good else [])
    found: list[OrderOut | Problem] = []
    for body, one in zip(bodies, read, strict=True):
        found.append(one if isinstance(one, Problem) else _out(conn, body, next(answers)))
    return found


def fact_of(body: OrderIn) -> "earning.NewOrder | Problem":
    """Will translate an order, or say what is wrong with it."""
    lines = tuple(_line(index, line) for index, line in enumerate(body.lines, 1))
    if not lines:
        if body.total_minor is None:
            return problem("order_is_empty")
        lines = (Line(line_id="total", net_minor=body.total_minor),)
    if len({line.line_id for line in lines}) != len(lines):
        return problem("line_ids_repeated")
    bought_by = buyer(body)
    if isinstance(bought_by, Problem):
        return bought_by
    person = _person(body.customer)
    if isinstance(person, Problem):
        return person
    fact = Order(
        occurred_at=body.occurred_at, order_id="", source=body.source,
        external_id=body.external_id, currency=body.currency, lines=lines,
        shipping_minor=body.shipping_minor, payment_method=body.payment_method,
        channel=body.channel, location=body.location, tags=body.tags, fulfilled=body.fulfilled,
    )  # fmt: skip
    fingerprint = hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest()
    return earning.NewOrder(fact=fact, fingerprint=fingerprint, buyer=bought_by, person=person)


def _line(index: int, line: LineIn) -> Line:
    return Line(
        line_id=line.line_id or str(index), sku=line.sku, product=line.product,
        categories=line.categories, collections=line.collections, brand=line.brand,
        quantity=Decimal(line.quantity), unit_price_minor=line.unit_price_minor,
        net_minor=line.net_minor, discount_minor=line.discount_minor, tax_minor=line.tax_minor,
        unit_cost_minor=line.unit_cost_minor, gift_card=line.gift_card,
    )  # fmt: skip


def buyer(body: OrderIn) -> Ref | Problem | None:
    """Will read whom an order names, if anybody."""
    if body.member:
        return member_ref(body.member)
    customer = body.customer
    for kind in ("external_id", "email", "phone"):
        value = getattr(customer, kind) if customer else None
        if value:
            return member_ref(f"{kind}:{value}")
    return None


def _person(customer: CustomerIn | None) -> Person | Problem | None:
    if customer is None:
        return None
    names: dict[str, str] = {}
    for kind in ("email", "phone"):
        value = getattr(customer, kind)
        if value:
            ref = member_ref(f"{kind}:{value}")
            if isinstance(ref, Problem):
                return ref
            names[kind] = ref.value
    return Person(
        name=customer.name, email=names.get("email"), phone=names.get("phone"),
        external_id=customer.external_id, birth_date=customer.birth_date,
        language=customer.language, attributes=customer.attributes,
    )  # fmt: skip


def _out(conn: Connection, body: OrderIn, answer: Answer) -> OrderOut | Problem:
    if answer.refused is not None:
        return of(answer.refused)
    assert answer.order_id, "an order that was booked has an id"
    assert answer.account_id, "an order that was booked has an account"
    return OrderOut(
        id=ids.encode("ord", answer.order_id),
        status=answer.status,
        source=body.source,
        external_id=body.external_id,
        account=ids.encode("acc", answer.account_id),
        effects=told(conn, answer),
    )


def handle_get(asked: Asked) -> Answered | Problem:
    """GET /v1/orders/{ref}."""
    key = order_key(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(key, Problem):
        return key
    kept = events.orders(asked.conn, [key]).get(key)
    if kept is None:
        return problem("order_unknown", order=asked.path["ref"])
    return Answered(status=200, body=kept_out(asked.conn, kept, again(asked.conn, [kept])[0]))


def kept_out(conn: Connection, kept: KeptOrder, answer: Answer) -> OrderOut:
    """Will tell an order that was booked before."""
    return OrderOut(
        id=ids.encode("ord", kept.order_id),
        status="repeated",
        source=kept.source,
        external_id=kept.external_id,
        account=ids.encode("acc", kept.holder_id),
        effects=told(conn, answer),
        buyer=kept.fact().buyer,
    )
