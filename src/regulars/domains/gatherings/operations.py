"""Writing gatherings and places. Whoever changes places holds the gathering's lock."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.gatherings.contracts import Gathering, Place
from regulars.domains.gatherings.store import SQL


def arrange(conn: Connection, gathering: Gathering) -> bool:
    """Will keep a new gathering; False when there is one of its key."""
    return bool(SQL.run(conn, "insert", _columns(gathering)))


def save(conn: Connection, gathering: Gathering) -> None:
    """Will write a locked gathering down as it is now."""
    SQL.run(conn, "save", _columns(gathering))


def put(conn: Connection, place: Place, *, fresh: bool = False) -> None:
    """Will write a place down as it is now; a fresh one brings its code with it."""
    columns = msgspec.structs.asdict(place)
    SQL.run(conn, "put_place", columns)
    if fresh:
        SQL.run(conn, "put_code", columns)


def keep_request(conn: Connection, key: str, place: Place) -> None:
    """Will remember which place a caller's key led to."""
    columns = msgspec.structs.asdict(place)
    text = msgspec.json.encode(place).decode()
    SQL.run(conn, "keep_request", columns | {"key": key, "place": text})


def forget(conn: Connection, account_id: UUID) -> None:
    """Will take out what staff wrote about a member."""
    SQL.run(conn, "forget", {"account_id": account_id})


def hand_over(conn: Connection, leaving: UUID, into: UUID) -> None:
    """Will make an account's places, but for those attended, another's that has none there."""
    wanted = {"leaving": leaving, "into": into}
    for moved, program_id, code in SQL.rows(conn, "hand_over", wanted):
        columns = {"program_id": program_id, "code": code, "account_id": moved}
        SQL.run(conn, "hand_code", columns)


def give_back(conn: Connection, giver: UUID, gathering_ids: Sequence[UUID], to: UUID) -> None:
    """Will make some of an account's places, but for those attended, another's again."""
    wanted = {"giver": giver, "to": to, "gathering_ids": list(gathering_ids)}
    for moved, program_id, code in SQL.rows(conn, "give_back", wanted):
        columns = {"program_id": program_id, "code": code, "account_id": moved}
        SQL.run(conn, "hand_code", columns)


def _columns(gathering: Gathering) -> dict[str, object]:
    return msgspec.structs.asdict(gathering) | {"audience": gathering.audience.decode()}
