"""Who works for a merchant: asked in, given a role, blocked, let go; never without an owner."""

from datetime import datetime, timedelta
from secrets import token_urlsafe
from uuid import UUID

from psycopg import Connection

from regulars.domains.merchants import secrets
from regulars.domains.merchants.contracts import Invitation
from regulars.domains.merchants.store import SQL
from regulars.kit import ids

INVITED_FOR = timedelta(days=7)
REQUIRED = ("all", "writers", "nobody")


def invite(
    conn: Connection, merchant_id: UUID, email: str, role: str, *, by: int, now: datetime,
    program_id: UUID | None = None, locations: str = "",
) -> tuple[UUID, str]:  # fmt: skip
    """Will keep an invitation and give the two parts of its link; an older one is void."""
    wanted = {"merchant_id": merchant_id, "email": email, "now": now}
    SQL.run(conn, "forget_invitations", wanted)
    invitation_id, secret = ids.new(), token_urlsafe(24)
    columns = {
        "invitation_id": invitation_id, "merchant_id": merchant_id, "email": email, "role": role,
        "program_id": program_id, "locations": locations, "hash": secrets.digest(secret),
        "invited_by": by, "created_at": now, "expires_at": now + INVITED_FOR,
    }  # fmt: skip
    SQL.run(conn, "invite", columns)
    return invitation_id, secret


def withdraw(conn: Connection, merchant_id: UUID, invitation_id: UUID) -> bool:
    """Will take an invitation back."""
    wanted = {"merchant_id": merchant_id, "invitation_id": invitation_id}
    return SQL.run(conn, "withdraw_invitation", wanted) == 1


def take(conn: Connection, invitation_id: UUID, secret: str, now: datetime) -> Invitation | None:
    """Will use an invitation up; of two who come with one link, one is let in."""
    wanted = {"invitation_id": invitation_id, "hash": secrets.digest(secret), "now": now}
    found = SQL.records(conn, "take_invitation", wanted, into=Invitation)
    return found[0] if found else None


def settle(conn: Connection, user_id: int, invitation: Invitation) -> None:
    """Will give who was invited what the invitation says."""
    columns = {"user_id": user_id, "merchant_id": invitation.merchant_id}
    everywhere = invitation.program_id is None
    SQL.run(conn, "hire", columns | {"role": invitation.role if everywhere else ""})
    _put(conn, user_id, invitation.role, invitation.program_id, invitation.locations)


def change(
    conn: Connection, merchant_id: UUID, user_id: int, role: str, *,
    program_id: UUID | None = None, locations: str = "",
) -> bool:  # fmt: skip
    """Will give somebody another role; False when the merchant would be without an owner."""
    everywhere = program_id is None
    if not (role == "owner" and everywhere) and _last(conn, merchant_id, user_id):
        return False
    columns = {"merchant_id": merchant_id, "user_id": user_id}
    SQL.run(conn, "change_role", columns | {"role": role if everywhere else ""})
    _put(conn, user_id, role, program_id, locations)
    return True


def block(conn: Connection, merchant_id: UUID, user_id: int, at: datetime | None) -> bool:
    """Will keep somebody out, or with None let them in again; the last owner stays in."""
    if at is not None and _last(conn, merchant_id, user_id):
        return False
    columns = {"merchant_id": merchant_id, "user_id": user_id, "blocked_at": at}
    return SQL.run(conn, "block_worker", columns) == 1


def dismiss(conn: Connection, merchant_id: UUID, user_id: int) -> bool:
    """Will end that somebody works here; the last owner stays."""
    if _last(conn, merchant_id, user_id):
        return False
    SQL.run(conn, "drop_posts", {"user_id": user_id})
    return SQL.run(conn, "dismiss", {"merchant_id": merchant_id, "user_id": user_id}) == 1


def require(conn: Connection, merchant_id: UUID, second_factor: str) -> None:
    """Will say who needs a second factor: all, writers or nobody."""
    SQL.run(conn, "require", {"merchant_id": merchant_id, "second_factor": second_factor})


def _last(conn: Connection, merchant_id: UUID, user_id: int) -> bool:
    """Whether somebody is the only owner who can come in, as long as this transaction lasts."""
    SQL.rows(conn, "lock_merchant", {"merchant_id": merchant_id})
    owners = [row[0] for row in SQL.rows(conn, "owners", {"merchant_id": merchant_id})]
    return owners == [user_id]


def _put(
    conn: Connection, user_id: int, role: str, program_id: UUID | None, locations: str
) -> None:
    SQL.run(conn, "drop_posts", {"user_id": user_id})
    if program_id is not None:
        columns = {"user_id": user_id, "program_id": program_id, "role": role}
        SQL.run(conn, "put_post", columns | {"locations": locations})
