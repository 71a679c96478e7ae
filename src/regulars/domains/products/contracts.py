"""Values that cross: one product."""

from msgspec import Struct


class Product(Struct, frozen=True, kw_only=True):
    """What is sold. Money in minor units of the program's currency."""

    sku: str
    product: str = ""
    name: str = ""
    brand: str = ""
    categories: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    unit_cost_minor: int | None = None
    unit_price_minor: int | None = None
