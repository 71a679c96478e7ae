"""Writing clubs, memberships and posts. Whoever changes a membership holds the club's lock."""

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.clubs.contracts import Club, Membership, Post, Step
from regulars.domains.clubs.store import SQL


def found(conn: Connection, club: Club) -> bool:
    """Will keep a new club; False when there is one of its key."""
    return bool(SQL.run(conn, "insert_club", _columns(club)))


def save(conn: Connection, club: Club) -> None:
    """Will write a locked club down as it is now."""
    SQL.run(conn, "save_club", _columns(club))


def put(conn: Connection, membership: Membership) -> None:
    """Will write a membership down as it is now."""
    SQL.run(conn, "put_membership", msgspec.structs.asdict(membership))


def note(conn: Connection, step: Step) -> None:
    """Will keep a step on the way of a membership."""
    SQL.run(conn, "put_step", msgspec.structs.asdict(step))


def forget(conn: Connection, account_id: UUID) -> None:
    """Will take out what staff wrote about a member."""
    SQL.run(conn, "forget", {"account_id": account_id})


def publish(conn: Connection, post: Post) -> bool:
    """Will keep a new post; False when there is one of its request."""
    return bool(SQL.run(conn, "insert_post", msgspec.structs.asdict(post)))


def save_post(conn: Connection, post: Post) -> None:
    """Will write a locked post down as it is now."""
    SQL.run(conn, "save_post", msgspec.structs.asdict(post))


def _columns(club: Club) -> dict[str, object]:
    return msgspec.structs.asdict(club) | {"audience": club.audience.decode()}
