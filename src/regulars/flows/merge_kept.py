"""What is kept when two members become one, so that they can be two again for a while: who was who,
which names, cards and consents were whose, which tags, clubs and places came along.
"""

from datetime import timedelta
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection

from regulars.domains import cards, clubs, consents, gatherings, tags
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import KINDS, Member, Merge, Ref
from regulars.flows.shops import Shop
from regulars.kit import ids

UNDO = timedelta(days=30)
"""For how long two who became one can be made two again."""


class Kept(Struct, frozen=True, kw_only=True):
    """How both were. `names`, `cards` and `consents` were the other one's; `tags` are new on the
    one who stays; `clubs` has how the other one stood, and how the one who stays did."""

    mine: Member
    theirs: Member
    names: tuple[Ref, ...]
    cards: tuple[UUID, ...]
    consents: tuple[UUID, ...]
    own_consents: tuple[UUID, ...]
    tags: tuple[str, ...]
    clubs: dict[UUID, tuple[str, str]]
    places: tuple[UUID, ...]
    withdrawn: tuple[UUID, ...] = ()


def remember(conn: Connection, shop: Shop, mine: Member, theirs: Member) -> Kept:
    """Will read how two locked members are before they become one."""
    program_id = shop.program_id
    pair = (mine.member_id, theirs.member_id)
    tagged = tags.queries.of_members(conn, program_id, pair)
    stood = clubs.queries.of_account(conn, mine.account_id)
    places = gatherings.queries.places_of(conn, mine.account_id)
    said = [consents.queries.history(conn, program_id, one) for one in pair]
    return Kept(
        mine=mine,
        theirs=theirs,
        names=tuple(members.names_of(conn, program_id, theirs.member_id, theirs.account_id)),
        cards=tuple(
            one.card_id for one in cards.queries.of_member(conn, program_id, theirs.member_id)
        ),
        consents=tuple(one.consent_id for one in said[1]),
        own_consents=tuple(one.consent_id for one in said[0]),
        tags=tuple(
            one for one in tagged.get(theirs.member_id, ())
            if one not in tagged.get(mine.member_id, ())
        ),
        clubs={
            club_id: (one.status, stood[club_id].status if club_id in stood else "")
            for club_id, one in clubs.queries.of_account(conn, theirs.account_id).items()
        },
        places=tuple(
            gathering_id
            for gathering_id, place in gatherings.queries.places_of(
                conn, theirs.account_id
            ).items()
            if place.status != "attended" and gathering_id not in places
        ),
    )  # fmt: skip


def noted(conn: Connection, shop: Shop, kept: Kept, event_no: int, actor: str) -> Merge:
    """Will make what is written down of a merge, once consents are one: what uniting itself took
    back is noted as well."""
    before = {*kept.consents, *kept.own_consents}
    now = consents.queries.history(conn, shop.program_id, kept.mine.member_id)
    withdrawn = tuple(one.consent_id for one in now if one.consent_id not in before)
    kept = msgspec.structs.replace(kept, own_consents=(), withdrawn=withdrawn)
    return Merge(
        program_id=shop.program_id, member_id=kept.mine.member_id, merge_id=ids.new(),
        other_id=kept.theirs.member_id, at=shop.now, actor=actor, event_no=event_no,
        kept=msgspec.json.encode(kept),
    )  # fmt: skip


def read(merge: Merge) -> Kept | None:
    """Will read what was kept; None where it is no more."""
    return msgspec.json.decode(merge.kept, type=Kept) if merge.kept != b"{}" else None


def united(mine: Member, theirs: Member) -> Member:
    """The details of both: where both say something, the one who stays is right."""
    filled = {
        name: getattr(mine, name) or getattr(theirs, name)
        for name in ("name", *KINDS, "birth_date", "language")
    }
    attributes = theirs.profile().attributes | mine.profile().attributes
    told = tuple(dict.fromkeys((*mine.profile().segments, *theirs.profile().segments)))
    return msgspec.structs.replace(
        mine, **filled, attributes=msgspec.json.encode(attributes),
        segments=msgspec.json.encode(told),
    )  # fmt: skip
