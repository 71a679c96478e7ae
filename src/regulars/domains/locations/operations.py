"""Writing locations."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.locations.contracts import Location
from regulars.domains.locations.store import SQL


def put(conn: Connection, program_id: UUID, locations: Sequence[Location]) -> None:
    """Will add locations, or change those that are known."""
    latest = {one.external_id: one for one in locations}.values()
    columns = {
        "program_id": program_id,
        "external_ids": [one.external_id for one in latest],
        "names": [one.name for one in latest],
        "attributes": [msgspec.json.encode(one.attributes).decode() for one in latest],
    }
    SQL.run(conn, "put", columns)
