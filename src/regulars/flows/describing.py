"""What the catalogue knows of lines: one that names its unit only gets the rest here."""

from collections.abc import Callable, Sequence

import msgspec
from psycopg import Connection

from regulars.core.facts import Line, Order
from regulars.domains.products import queries as products
from regulars.flows.shops import Shop


def describe(conn: Connection, shop: Shop, orders: Sequence[Order]) -> Callable[[Order], Order]:
    """Will give a function that fills in lines of these orders; one look-up for all of them."""
    skus = {
        line.sku
        for order in orders
        for line in order.lines
        if line.sku and not (line.categories or line.brand or line.product)
    }
    known = products.by_sku(conn, shop.program_id, sorted(skus))

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
        if not known:
            return order
        return msgspec.structs.replace(order, lines=tuple(map(line_of, order.lines)))

    return describe
