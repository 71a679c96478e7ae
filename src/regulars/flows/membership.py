"""How a change of a membership is asked for, and how it is written down, once for its key.

Whoever changes a membership holds the club's lock, which is taken before any account's.
"""

import hashlib
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.core.facts import ClubJoined, ClubLeft
from regulars.domains.clubs import operations, queries
from regulars.domains.clubs.contracts import Club, Membership
from regulars.domains.clubs.contracts import Step as Change
from regulars.flows import guessing, shelves
from regulars.flows.books import Books
from regulars.flows.shops import Shop
from regulars.flows.steps import Step
from regulars.kit import ids


class Asking(Struct, frozen=True, kw_only=True):
    """Who asks for a change, and how: a caller's `key` makes it happen once."""

    account_id: UUID
    key: str = ""
    actor: str = ""
    reason: str = ""
    code: str = ""
    asker: guessing.Asker | None = None


class Stands(Struct, frozen=True, kw_only=True):
    """How it ended: created, repeated or refused."""

    status: str
    membership: Membership | None = None
    refused: Refused | None = None


def refuse(code: str, **params: str | int | bool) -> Stands:
    """Will answer an expected no."""
    return Stands(status="refused", refused=Refused(code=code, params=params))


def begin(
    conn: Connection, shop: Shop, club_id: UUID, asks: Asking
) -> tuple[Club, Membership | None] | Stands:
    """Will lock a club and give how the member stands; or what the same key led to before.
    Refusals: club_unknown, exists_with_different_content."""
    club = queries.locked(conn, shop.program_id, club_id)
    if club is None:
        return refuse("club_unknown")
    before = queries.step(conn, asks.account_id, asks.key) if asks.key else None
    if before is None:
        return club, queries.of_account(conn, asks.account_id).get(club_id)
    if before.club_id != club_id:
        return refuse("exists_with_different_content")
    then = Membership(
        account_id=asks.account_id, club_id=club_id, program_id=shop.program_id,
        status=before.status, since=before.at,
    )  # fmt: skip
    return Stands(status="repeated", membership=then)


def book(
    conn: Connection, shop: Shop, fact: ClubJoined | ClubLeft, name: str, asks: Asking
) -> Refused | None:
    """Will tell a member's account, in books of its own; a refusal writes nothing."""
    books = Books(conn, shop, shelves.of_events(shop, name))
    books.lock([asks.account_id])
    key = f"club:{ids.new()}"
    done = books.evaluate(
        Step(
            account_id=asks.account_id, fact=fact, key=key, actor=asks.actor,
            fingerprint=hashlib.sha256(key.encode()).digest(),
        )
    )  # fmt: skip
    if done.outcome.refused is None:
        books.write()
    return done.outcome.refused


def stands(conn: Connection, shop: Shop, club: Club, asks: Asking, status: str) -> Stands:
    """Will write down how a member stands from now on."""
    held = Membership(
        account_id=asks.account_id, club_id=club.club_id, program_id=shop.program_id,
        status=status, since=shop.now,
    )  # fmt: skip
    operations.put(conn, held)
    operations.note(
        conn,
        Change(
            account_id=asks.account_id, step_id=ids.new(), program_id=shop.program_id,
            club_id=club.club_id, request=asks.key or f"auto:{ids.new()}", status=status,
            at=shop.now, actor=asks.actor, reason=asks.reason,
        ),
    )  # fmt: skip
    return Stands(status="created", membership=held)
