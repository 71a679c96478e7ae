"""Reading locations."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.facts import Scalar
from regulars.domains.locations.contracts import Location
from regulars.domains.locations.store import SQL


def attributes(
    conn: Connection, program_id: UUID, locations: Sequence[str]
) -> dict[str, dict[str, Scalar]]:
    """Will give what is known of locations, by their number."""
    wanted = {"program_id": program_id, "external_ids": list(locations)}
    return {
        external_id: msgspec.json.decode(found, type=dict[str, Scalar])
        for external_id, found in SQL.rows(conn, "attributes", wanted)
    }


def page(conn: Connection, program_id: UUID, *, after: str = "", limit: int = 50) -> list[Location]:
    """Will give a program's locations by their number, a page at a time."""
    wanted = {"program_id": program_id, "after": after, "limit": limit}
    return [
        Location(
            external_id=external_id,
            name=name,
            attributes=msgspec.json.decode(attributes, type=dict[str, Scalar]),
        )
        for external_id, name, attributes in SQL.rows(conn, "page", wanted)
    ]
