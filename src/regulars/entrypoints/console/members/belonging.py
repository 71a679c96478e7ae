"""The clubs of a member, as their page shows them."""

from datetime import datetime

from msgspec import Struct

from regulars.domains import clubs
from regulars.domains.members.contracts import Member
from regulars.entrypoints.console.access import Visit
from regulars.flows.club_news import club_id

OPEN = ("member", "asked", "invited")


class Belongs(Struct, frozen=True):
    """A club that a member is in, asked for, or is invited to."""

    id: str
    title: str
    status: str
    since: datetime


def clubs_of(visit: Visit, found: Member) -> list[Belongs]:
    """Will list a member's clubs by name."""
    held = clubs.queries.of_account(visit.conn, found.account_id)
    open_ = [one for one, it in held.items() if it.status in OPEN]
    known = clubs.queries.some(visit.conn, visit.program_id, open_) if open_ else {}
    return sorted(
        (
            Belongs(club_id(known[one]), known[one].title, held[one].status, held[one].since)
            for one in open_ if one in known
        ),
        key=lambda one: one.title,
    )  # fmt: skip
