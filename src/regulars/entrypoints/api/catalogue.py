"""What is sold and where, and one-time codes."""

from typing import Annotated

from msgspec import Meta, field

from regulars.domains.locations import operations as locating
from regulars.domains.locations import queries as locations
from regulars.domains.locations.contracts import Location
from regulars.domains.products import operations as stocking
from regulars.domains.products import queries as products
from regulars.domains.products.contracts import Product
from regulars.domains.rewards import operations as rewards
from regulars.domains.rewards import typed
from regulars.domains.rewards.contracts import Campaign
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.orders import Amount, Attributes, Given, Name, When
from regulars.wire.problems import Problem
from regulars.wire.refs import read_cursor, write_cursor

MANY = 10_000
Names = Annotated[tuple[Name, ...], Meta(max_length=50)]


class ProductIO(Closed, frozen=True, omit_defaults=True):
    """What is sold. An order's line that names only a `sku` is described by it.

    `unit_price_minor` is what one costs the customer, as the till proposes it.
    """

    sku: Given
    product: Name = ""
    name: Name = ""
    brand: Name = ""
    categories: Names = ()
    collections: Names = ()
    unit_cost_minor: Amount | None = None
    unit_price_minor: Amount | None = None


class ProductsIn(Closed, frozen=True):
    """Products to add, or to change where the sku is known."""

    products: Annotated[tuple[ProductIO, ...], Meta(max_length=MANY)]


class ProductsOut(Closed, frozen=True):
    """A page by sku."""

    data: tuple[ProductIO, ...]
    next_cursor: str | None


class LocationIO(Closed, frozen=True, omit_defaults=True):
    """Where things are sold."""

    external_id: Given
    name: Name = ""
    attributes: Attributes = field(default_factory=dict)


class LocationsIn(Closed, frozen=True):
    """Locations to add, or to change where the number is known."""

    locations: Annotated[tuple[LocationIO, ...], Meta(max_length=MANY)]


class LocationsOut(Closed, frozen=True):
    """A page by number."""

    data: tuple[LocationIO, ...]
    next_cursor: str | None


class Kept(Closed, frozen=True):
    """How many were kept."""

    kept: int


class CodesIn(Closed, frozen=True):
    """Codes for a pool. Case, spaces and dashes do not matter.

    They work once, for whoever is first. With `uses`, `per_member`, `from` or `to` they are a
    campaign's: each works so often in all (without end, if not said), so often for each member
    (once, if not said), and within these times. The same code again sets its terms anew.
    """

    pool: Given
    codes: Annotated[tuple[Given, ...], Meta(max_length=MANY)]
    uses: Annotated[int, Meta(ge=1, le=1_000_000_000)] | None = None
    per_member: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    first: When | None = field(name="from", default=None)
    last: When | None = field(name="to", default=None)


class CodesOut(Closed, frozen=True):
    """How many of the codes were new."""

    added: int


def put_products(asked: Asked) -> Answered | Problem:
    """PUT /v1/products."""
    found = [
        Product(**{name: getattr(one, name) for name in Product.__struct_fields__})
        for one in asked.body.products
    ]
    stocking.put(asked.conn, asked.shop.program_id, found)
    return Answered(status=200, body=Kept(kept=len({one.sku for one in found})))


def list_products(asked: Asked) -> Answered | Problem:
    """GET /v1/products."""
    after = read_cursor(asked.query.cursor, 1)
    if isinstance(after, Problem):
        return after
    limit = asked.query.limit
    found = products.page(asked.conn, asked.shop.program_id, after="".join(after), limit=limit + 1)
    more = write_cursor([found[limit - 1].sku]) if len(found) > limit else None
    data = tuple(
        ProductIO(**{name: getattr(one, name) for name in ProductIO.__struct_fields__})
        for one in found[:limit]
    )
    return Answered(status=200, body=ProductsOut(data=data, next_cursor=more))


def put_locations(asked: Asked) -> Answered | Problem:
    """PUT /v1/locations."""
    found = [
        Location(external_id=one.external_id, name=one.name, attributes=one.attributes)
        for one in asked.body.locations
    ]
    locating.put(asked.conn, asked.shop.program_id, found)
    return Answered(status=200, body=Kept(kept=len({one.external_id for one in found})))


def list_locations(asked: Asked) -> Answered | Problem:
    """GET /v1/locations."""
    after = read_cursor(asked.query.cursor, 1)
    if isinstance(after, Problem):
        return after
    limit = asked.query.limit
    found = locations.page(asked.conn, asked.shop.program_id, after="".join(after), limit=limit + 1)
    more = write_cursor([found[limit - 1].external_id]) if len(found) > limit else None
    data = tuple(
        LocationIO(external_id=one.external_id, name=one.name, attributes=one.attributes)
        for one in found[:limit]
    )
    return Answered(status=200, body=LocationsOut(data=data, next_cursor=more))


def add_codes(asked: Asked) -> Answered | Problem:
    """POST /v1/codes."""
    body: CodesIn = asked.body
    program_id = asked.shop.program_id
    if (body.uses, body.per_member, body.first, body.last) == (None,) * 4:
        added = rewards.add_codes(asked.conn, program_id, body.pool, body.codes)
    else:
        terms = Campaign(
            program_id=program_id, code="", pool=body.pool, uses=body.uses, used=0,
            per_member=body.per_member or 1, first_at=body.first, last_at=body.last,
        )  # fmt: skip
        added = typed.put(asked.conn, program_id, body.codes, terms)
    return Answered(status=200, body=CodesOut(added=added))


CALLS: tuple[Call, ...] = (
    Call(
        name="put_products", method="PUT", path="/v1/products", scope="catalogue",
        summary="Add or change products", handle=put_products, body=ProductsIn,
        answers={200: Kept}, unpublished=True,
    ),
    Call(
        name="list_products", method="GET", path="/v1/products", scope="catalogue",
        summary="Read products by sku", handle=list_products, query=Page,
        answers={200: ProductsOut}, problems=("cursor_invalid",), unpublished=True,
    ),
    Call(
        name="put_locations", method="PUT", path="/v1/locations", scope="catalogue",
        summary="Add or change locations", handle=put_locations, body=LocationsIn,
        answers={200: Kept}, unpublished=True,
    ),
    Call(
        name="list_locations", method="GET", path="/v1/locations", scope="catalogue",
        summary="Read locations by number", handle=list_locations, query=Page,
        answers={200: LocationsOut}, problems=("cursor_invalid",), unpublished=True,
    ),
    Call(
        name="add_codes", method="POST", path="/v1/codes", scope="catalogue",
        summary="Add codes that members type in to a pool", handle=add_codes, body=CodesIn,
        answers={200: CodesOut}, unpublished=True,
    ),
)  # fmt: skip
