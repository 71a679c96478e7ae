"""What two members who are two again have of names, cards, consents, tags, notes, clubs and places:
as before they became one, but for what has been changed since.
"""

import msgspec
from psycopg import Connection

from regulars.domains import cards, consents, gatherings, notes, tags
from regulars.domains.clubs import operations, queries
from regulars.domains.members import operations as members
from regulars.domains.members.contracts import KINDS, Known, Member
from regulars.flows import consenting
from regulars.flows.member_cards import current
from regulars.flows.membership import Asking, stands
from regulars.flows.merge_kept import Kept, united
from regulars.flows.shops import Shop

DETAILS = ("name", *KINDS, "birth_date", "language", "attributes", "segments")
OPEN = ("member", "asked", "invited")


def parted(mine: Member, kept: Kept) -> Member:
    """Will give the one who stayed without what the other one had filled in; a detail that was
    changed since stays as it is."""
    then = united(kept.mine, kept.theirs)
    back = {
        name: getattr(kept.mine, name)
        for name in DETAILS
        if getattr(mine, name) == getattr(then, name)
    }
    return msgspec.structs.replace(mine, **back)


def clubs(conn: Connection, shop: Shop, kept: Kept) -> None:
    """Will give the other one their clubs back, unless they have left them since. Before the
    accounts are locked; the accounts themselves say the same when they part."""
    mine, theirs = kept.mine.account_id, kept.theirs.account_id
    for club_id in sorted(kept.clubs):
        status, stood = kept.clubs[club_id]
        club = queries.locked(conn, shop.program_id, club_id)
        now = queries.of_account(conn, mine).get(club_id)
        if club is None or status not in OPEN or now is None or now.status not in OPEN:
            continue
        if now.status not in (status, stood):
            continue
        stands(conn, shop, club, Asking(account_id=theirs), status)
        if stood == "member" == status:
            operations.save(conn, msgspec.structs.replace(club, members=club.members + 1))
        elif now.status == status != stood:
            stands(conn, shop, club, Asking(account_id=mine), stood or "left")


def people(conn: Connection, shop: Shop, kept: Kept, now: Member) -> None:
    """Will write both down as two, with what is theirs."""
    program_id, mine, theirs = shop.program_id, kept.mine.member_id, kept.theirs
    known = Known(account_id=theirs.account_id, member_id=theirs.member_id)
    back = members.give_back(conn, program_id, mine, kept.names, known)
    cards.operations.give_back(conn, program_id, mine, kept.cards, theirs.member_id)
    consents.operations.give_back(conn, program_id, mine, kept.consents, theirs.member_id)
    consenting.part(conn, shop, now, kept.withdrawn)
    tags.operations.drop_some(conn, program_id, mine, kept.tags)
    notes.operations.give_back(conn, program_id, mine, theirs.member_id)
    gatherings.operations.give_back(
        conn, kept.mine.account_id, kept.places, theirs.account_id
    )  # fmt: skip
    names = {one.kind: one.value for one in theirs.refs() if one in back}
    other = msgspec.structs.replace(theirs, **(dict.fromkeys(KINDS) | names))
    members.change(conn, current(conn, shop, other))
    members.change(conn, current(conn, shop, now))
