"""Writing products."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.products.contracts import Product
from regulars.domains.products.store import SQL


def put(conn: Connection, program_id: UUID, products: Sequence[Product]) -> None:
    """Will add products, or change those that are known."""
    latest = {one.sku: one for one in products}.values()
    columns = {
        "program_id": program_id,
        "skus": [one.sku for one in latest],
        "products": [one.product for one in latest],
        "names": [one.name for one in latest],
        "brands": [one.brand for one in latest],
        "categories": [msgspec.json.encode(one.categories).decode() for one in latest],
        "collections": [msgspec.json.encode(one.collections).decode() for one in latest],
        "costs": [one.unit_cost_minor for one in latest],
        "prices": [one.unit_price_minor for one in latest],
    }
    SQL.run(conn, "put", columns)
