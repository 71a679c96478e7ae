"""Values that cross: one location."""

from msgspec import Struct

from regulars.core.facts import Scalar


class Location(Struct, frozen=True, kw_only=True):
    """Where things are sold."""

    external_id: str
    name: str
    attributes: dict[str, Scalar] = {}
