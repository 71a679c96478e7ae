"""A link by which a member signs in once, handed over at the counter: for those without mail.

Only a hash of its secret is kept, for ten minutes.
"""

import hashlib
import hmac
import secrets
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.domains import outbox
from regulars.domains.members.contracts import Member
from regulars.domains.signin import operations as signin
from regulars.flows import envelopes
from regulars.flows.shops import Shop
from regulars.kit import ids


class Link(Struct, frozen=True, kw_only=True):
    """The two parts of a link's address."""

    request_id: UUID
    secret: str


def make(conn: Connection, shop: Shop, member: Member, now: datetime, *, actor: str) -> Link:
    """Will make a link for a member; listeners hear who made it."""
    link = Link(request_id=ids.new(), secret=secrets.token_urlsafe(24))
    signin.offer_member(
        conn, link.request_id, shop.program_id, member.member_id, _hash(link.secret), now
    )
    told = {"member": ids.encode("mem", member.member_id), "actor": actor}
    outbox.operations.put(
        conn, [envelopes.single(shop, member.account_id, "member.link_made", told)]
    )
    return link


def use(conn: Connection, program_id: UUID, link: Link, now: datetime) -> UUID | None:
    """Will use a link up and give whose it is; None when it is wrong, old or used."""
    offered = signin.attempt_member(conn, link.request_id, program_id, now)
    if offered is None:
        return None
    member_id, kept = offered
    right = hmac.compare_digest(kept, _hash(link.secret))
    return member_id if right and signin.spend_member(conn, link.request_id) else None


def _hash(secret: str) -> str:
    return f"link:{hashlib.sha256(secret.encode()).hexdigest()}"
