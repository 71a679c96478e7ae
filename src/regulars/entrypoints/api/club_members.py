"""Members of clubs: joining, asking, letting in, leaving; and one member's clubs."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from msgspec import Meta
from psycopg import Connection

from regulars.domains.clubs import queries
from regulars.domains.clubs.contracts import Club
from regulars.domains.gatherings import queries as gatherings
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.entrypoints.api.club_bodies import (
    ClubMine,
    Code,
    MemberClub,
    MembershipOut,
    Offer,
    membership_out,
    out,
    post_out,
    read_club,
)
from regulars.entrypoints.api.clubs import READERS, found
from regulars.entrypoints.api.event_bodies import outs
from regulars.flows import join_club, leave_club
from regulars.flows.club_offers import offers
from regulars.flows.guessing import WRITTEN, Asker
from regulars.flows.membership import Asking, Stands
from regulars.flows.shops import Shop
from regulars.flows.standing import standing
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.joining import MemberOut
from regulars.wire.joining import out as member_out
from regulars.wire.problems import Problem, of, written
from regulars.wire.refs import FINDING, read_id, write_cursor
from regulars.wire.refs import member as find_member


class JoinIn(Closed, frozen=True):
    """Who joins, and the code if the club asks for one."""

    member: Annotated[str, Meta(max_length=220)]
    code: Code = ""


class ReasonIn(Closed, frozen=True):
    """Why; kept with the step, and shown to staff only."""

    reason: Annotated[str, Meta(max_length=500)] = ""


class ClubMembersQuery(Page, frozen=True):
    """`status`: member, asked, invited, left, removed or declined."""

    status: Annotated[str, Meta(max_length=20)] = "member"


class ClubMember(Closed, frozen=True):
    """A member and how they stand."""

    member: MemberOut
    membership: MembershipOut


class ClubMembersOut(Closed, frozen=True):
    """A page of those who stand in a club in one way."""

    data: tuple[ClubMember, ...]
    next_cursor: str | None


class MemberClubsOut(Closed, frozen=True):
    """Clubs as a member sees them: those that they are in, and those that they might join."""

    data: tuple[MemberClub, ...]


def join(asked: Asked) -> Answered | Problem:
    """POST /v1/clubs/{id}/members."""
    member = find_member(asked.conn, asked.shop.program_id, asked.body.member)
    if isinstance(member, Problem):
        return member
    asker = Asker(key_id=asked.key.key_id, address=asked.address)
    return _asked(asked, join_club.join, member, code=asked.body.code, asker=asker)


Change = Callable[[Connection, Shop, UUID, Asking], Stands]


def _asked(
    asked: Asked, change: Change, member: Member, *, code: str = "", reason: str = "",
    asker: Asker | None = None,
) -> Answered | Problem:  # fmt: skip
    club_id = read_club(asked.path["id"])
    if isinstance(club_id, Problem):
        return club_id
    asks = Asking(
        account_id=member.account_id, actor=str(asked.key.key_id), code=code, reason=reason,
        key=f"api:{asked.idempotency_key}" if asked.idempotency_key else "", asker=asker,
    )  # fmt: skip
    stands = change(asked.conn, asked.shop, club_id, asks)
    if stands.refused is not None:
        return (written if stands.refused.code in WRITTEN else of)(stands.refused)
    assert stands.membership is not None, "who was not refused stands somehow"
    status = 201 if stands.status == "created" else 200
    return Answered(status=status, body=membership_out(stands.membership))


def _by_staff(change: Change) -> Callable[[Asked], Answered | Problem]:
    """A call about one member of a club, with a reason perhaps."""

    def handle(asked: Asked) -> Answered | Problem:
        member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
        if isinstance(member, Problem):
            return member
        return _asked(asked, change, member, reason=asked.body.reason)

    return handle


def remove(conn: Connection, shop: Shop, club_id: UUID, asks: Asking) -> Stands:
    """Takes a member out by staff."""
    return leave_club.leave(conn, shop, club_id, asks, removed=True)


def leave(asked: Asked) -> Answered | Problem:
    """DELETE /v1/clubs/{id}/members/{ref}."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    answer = _asked(asked, leave_club.leave, member)
    return answer if isinstance(answer, Problem) else Answered(status=204)


def listed(asked: Asked) -> Answered | Problem:
    """GET /v1/clubs/{id}/members."""
    club, after = found(asked), read_id(asked.query.cursor)
    if isinstance(club, Problem):
        return club
    if isinstance(after, Problem):
        return after
    program_id, limit = asked.shop.program_id, asked.query.limit
    rows = queries.members(
        asked.conn, program_id, club.club_id, [asked.query.status],
        after=after or queries.NOBODY, limit=limit + 1,
    )  # fmt: skip
    page = rows[:limit]
    people = members.members_of(asked.conn, program_id, [one.account_id for one in page])
    data = tuple(
        ClubMember(
            member=member_out(people[one.account_id]), membership=membership_out(one)
        )
        for one in page if one.account_id in people
    )  # fmt: skip
    more = write_cursor([str(page[-1].account_id)]) if len(rows) > limit else None
    return Answered(status=200, body=ClubMembersOut(data=data, next_cursor=more))


def member_clubs(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/clubs."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    held = queries.of_account(asked.conn, member.account_id)
    clubs = queries.listed(asked.conn, asked.shop.program_id)
    state = standing(asked.conn, asked.shop, member.account_id)
    seen = []
    for club in clubs:
        mine = held.get(club.club_id)
        inside = mine is not None and mine.status == "member"
        no = None if inside else join_club.hindrance(asked.shop, club, mine, state)
        said = of(no) if no is not None else None
        standing_now = ClubMine(
            membership=membership_out(mine) if mine else None,
            may_join=not inside and no is None, code=said.code if said else "",
            params=dict(said.params) if said else {}, text=said.detail if said else "",
        )  # fmt: skip
        if mine is not None or _visible(club):
            seen.append(_one(asked, club, standing_now, member, inside=inside))
    return Answered(status=200, body=MemberClubsOut(data=tuple(seen)))


def _visible(club: Club) -> bool:
    """A club by invitation is nothing that others hear of."""
    return club.status == "open" and club.joining != "invitation"


def _one(asked: Asked, club: Club, mine: ClubMine, member: Member, *, inside: bool) -> MemberClub:
    written_out = out(club, {})
    if not inside:
        return MemberClub(club=written_out, mine=mine)
    program_id, now = asked.shop.program_id, asked.shop.now
    posts = queries.posts(asked.conn, program_id, [club.club_id], now=now)
    events = gatherings.of_clubs(asked.conn, program_id, [club.key], now=now)
    return MemberClub(
        club=written_out, mine=mine, posts=tuple(post_out(post) for post in posts),
        events=outs(asked, events, member),
        offers=tuple(
            Offer(kind=kind, id=name, title=title)
            for kind, name, title in offers(asked.shop.program.document, club.key)
        ),
    )  # fmt: skip


JOINING = (
    *FINDING, "club_unknown", "club_closed", "club_removed", "club_by_invitation", "tier_needed",
    "club_not_for_member", "club_full", "code_unknown", "too_many_attempts", "account_closed",
    "members_only", "exists_with_different_content",
)  # fmt: skip
DECIDING = (*FINDING, "club_unknown", "exists_with_different_content")


def _decision(name: str, word: str, summary: str, change: Change, *problems: str) -> Call:
    return Call(
        name=name, method="POST", path=f"/v1/clubs/{{id}}/members/{{ref}}/{word}",
        scope="members", summary=summary, handle=_by_staff(change), body=ReasonIn,
        answers={200: MembershipOut, 201: MembershipOut}, kinds=READERS,
        problems=(*DECIDING, *problems),
    )  # fmt: skip


CALLS: tuple[Call, ...] = (
    Call(
        name="join_club", method="POST", path="/v1/clubs/{id}/members", scope="members",
        summary="Join a club, or ask to where staff decide", handle=join, body=JoinIn,
        answers={200: MembershipOut, 201: MembershipOut}, kinds=READERS, problems=JOINING,
    ),
    Call(
        name="list_club_members", method="GET", path="/v1/clubs/{id}/members", scope="members",
        summary="Read who is in a club, asks to be, or was", handle=listed,
        query=ClubMembersQuery, answers={200: ClubMembersOut}, kinds=READERS,
        problems=("club_unknown", "cursor_invalid"),
    ),
    Call(
        name="leave_club", method="DELETE", path="/v1/clubs/{id}/members/{ref}",
        scope="members", summary="Leave a club, or no longer ask", handle=leave,
        answers={204: None}, kinds=READERS, problems=(*DECIDING, "club_not_joined"),
    ),
    _decision(
        "approve_club_member", "approve", "Let somebody in who asks", join_club.approve,
        "club_not_asked", "club_full", "account_closed", "members_only",
    ),
    _decision(
        "decline_club_member", "decline", "Say no to somebody who asks", join_club.decline,
        "club_not_asked",
    ),
    _decision(
        "invite_to_club", "invite", "Invite a member, also one who was taken out",
        join_club.invite, "club_closed", "account_closed",
    ),
    _decision(
        "remove_club_member", "remove", "Take a member out; only an invitation lets them back",
        remove, "club_not_joined",
    ),
    Call(
        name="list_member_clubs", method="GET", path="/v1/members/{ref}/clubs", scope="members",
        summary="Read the clubs that a member is in or may join, with what is in them",
        handle=member_clubs, answers={200: MemberClubsOut}, problems=FINDING, kinds=READERS,
    ),
)  # fmt: skip
