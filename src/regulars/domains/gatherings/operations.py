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
    _move(conn, _places_of(conn, leaving), into)


def give_back(conn: Connection, giver: UUID, gathering_ids: Sequence[UUID], to: UUID) -> None:
    """Will make some of an account's places, but for those attended, another's again."""
    some = [one for one in _places_of(conn, giver) if one.gathering_id in gathering_ids]
    _move(conn, some, to)


def _places_of(conn: Connection, account_id: UUID) -> list[Place]:
    return SQL.records(conn, "places_of", {"account_id": account_id}, into=Place)


def _move(conn: Connection, places: Sequence[Place], to: UUID) -> None:
    """A row of one account never becomes another's: it goes, and one like it comes."""
    moving = [one for one in places if one.status != "attended"]
    if not moving:
        return
    there = {one.gathering_id for one in _places_of(conn, to)}
    for place in moving:
        if place.gathering_id not in there:
            SQL.run(conn, "drop_place", msgspec.structs.asdict(place))
            columns = msgspec.structs.asdict(place) | {"account_id": to}
            SQL.run(conn, "put_place", columns)
            SQL.run(conn, "hand_code", columns)


def _columns(gathering: Gathering) -> dict[str, object]:
    return msgspec.structs.asdict(gathering) | {"audience": gathering.audience.decode()}
