"""Reading products."""

import re
from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.products.contracts import Product
from regulars.domains.products.store import SQL
from regulars.kit.pg.sql import Row


def by_sku(conn: Connection, program_id: UUID, skus: Sequence[str]) -> dict[str, Product]:
    """Will give the products that are known of these."""
    if not skus:
        return {}
    wanted = {"program_id": program_id, "skus": list(skus)}
    found = (_product(row) for row in SQL.rows(conn, "by_sku", wanted))
    return {product.sku: product for product in found}


def page(conn: Connection, program_id: UUID, *, after: str = "", limit: int = 50) -> list[Product]:
    """Will give a program's products by their unit, a page at a time."""
    wanted = {"program_id": program_id, "after": after, "limit": limit}
    return [_product(row) for row in SQL.rows(conn, "page", wanted)]


def named(conn: Connection, program_id: UUID, text: str, *, limit: int = 8) -> list[Product]:
    """Will give products whose name has this text in it, or whose number begins with it."""
    if not text:
        return []
    literal = re.sub(r"([\\%_])", r"\\\1", text)
    wanted = {"program_id": program_id, "text": literal, "limit": limit}
    return [_product(row) for row in SQL.rows(conn, "named", wanted)]


def _product(row: Row) -> Product:
    sku, product, name, brand, categories, collections, cost, price = row
    return Product(
        sku=sku,
        product=product,
        name=name,
        brand=brand,
        categories=tuple(categories),
        collections=tuple(collections),
        unit_cost_minor=cost,
        unit_price_minor=price,
    )
