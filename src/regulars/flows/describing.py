"""What the catalogue knows of lines and locations: who names them only gets the rest here.

It becomes a part of the fact, so that replay never asks again.
"""

from collections.abc import Callable, Sequence

import msgspec
from psycopg import Connection

from regulars.core.facts import Line, Order
from regulars.domains.locations import queries as stores
from regulars.domains.products import queries as products
from regulars.flows.shops import Shop

VALUE_MAX = 100


def describe(conn: Connection, shop: Shop, orders: Sequence[Order]) -> Callable[[Order], Order]:
    """Will give a function that fills in lines of these orders; one look-up for all of them."""
    skus = {
        line.sku
        for order in orders
        for line in order.lines
        if line.sku and not (line.categories or line.brand or line.product)
    }
    known = products.by_sku(conn, shop.program_id, sorted(skus))
    places = places_of(conn, shop, [order.location for order in orders])

    def line_of(line: Line) -> Line:
        product = known.get(line.sku)
        if product is None or line.categories or line.brand or line.product:
            return line
        cost = product.unit_cost_minor
        return msgspec.structs.replace(
            line,
            product=product.product,
            brand=product.brand,
            categories=product.categories,
            collections=product.collections,
            unit_cost_minor=cost if line.unit_cost_minor is None else line.unit_cost_minor,
        )

    def describe(order: Order) -> Order:
        place = places.get(order.location)
        if place:
            order = msgspec.structs.replace(order, place=place)
        if not known:
            return order
        return msgspec.structs.replace(order, lines=tuple(map(line_of, order.lines)))

    return describe


def places_of(conn: Connection, shop: Shop, locations: Sequence[str]) -> dict[str, dict[str, str]]:
    """Will give what the program counts by, such as the city, for each location; no look-up for a
    program that counts by nothing.
    """
    words = {word for one in shop.timeline.programs for word in one.place_words}
    wanted = sorted({one for one in locations if one})
    if not (words and wanted):
        return {}
    known = stores.attributes(conn, shop.program_id, wanted)
    return {
        location: {word: str(found[word])[:VALUE_MAX] for word in sorted(words) if word in found}
        for location, found in known.items()
    }
