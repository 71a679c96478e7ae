"""Members: join, find, change, erase."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta, field

from regulars.core.effects import Refused
from regulars.core.facts import Scalar
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.flows import change_member, joining
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.orders import Attributes, Given, Name
from regulars.wire.problems import Problem, of
from regulars.wire.refs import FINDING, member_ref, read_id, write_cursor
from regulars.wire.refs import member as find_member

STAFF = ("secret", "device")


class MemberIn(Closed, frozen=True, omit_defaults=True):
    """Somebody who joins. At least one of e-mail, phone, external_id and card."""

    name: Name = ""
    email: Given | None = None
    phone: Given | None = None
    external_id: Given | None = None
    card: Given | None = None
    birth_date: date | None = None
    language: Annotated[str, Meta(max_length=20)] = ""
    attributes: Attributes = field(default_factory=dict)
    segments: Annotated[tuple[Given, ...], Meta(max_length=50)] = ()
    way: Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{0,39}$")] = "api"


class MemberOut(Closed, frozen=True):
    """A member as the program knows them."""

    id: str
    account: str
    name: str
    email: str | None
    phone: str | None
    external_id: str | None
    card: str | None
    birth_date: date | None
    language: str
    attributes: dict[str, Scalar]
    segments: tuple[str, ...]
    way: str
    joined_at: datetime
    closed_at: datetime | None
    simulated: bool


class Search(Page, frozen=True):
    """`q`: words that a member's name, e-mail, phone, card or external_id must have."""

    q: Annotated[str, Meta(max_length=200)] = ""


class MembersOut(Closed, frozen=True):
    """A page, the newest member first. `next_cursor` is absent on the last one."""

    data: tuple[MemberOut, ...]
    next_cursor: str | None


def out(member: Member) -> MemberOut:
    """Will tell a member."""
    profile = member.profile()
    return MemberOut(
        id=ids.encode("mem", member.member_id), account=ids.encode("acc", member.account_id),
        name=member.name, email=member.email, phone=member.phone,
        external_id=member.external_id, card=member.card, birth_date=member.birth_date,
        language=member.language, attributes=profile.attributes, segments=profile.segments,
        way=member.way, joined_at=member.joined_at, closed_at=member.closed_at,
        simulated=member.simulated,
    )  # fmt: skip


def read(body: MemberIn) -> joining.Person | Problem:
    """Will bring what somebody told of themselves into its one form."""
    told = msgspec.structs.asdict(body)
    for kind in ("email", "phone"):
        if told[kind] is not None:
            ref = member_ref(f"{kind}:{told[kind]}")
            if isinstance(ref, Problem):
                return ref
            told[kind] = ref.value
    return joining.Person(**told)


def join(asked: Asked) -> Answered | Problem:
    """POST /v1/members."""
    said = read(asked.body)
    if isinstance(said, Problem):
        return said
    welcome = joining.join(asked.conn, asked.shop, said)
    if welcome.member is None:
        return of(Refused(code=welcome.refused, params=welcome.params))
    body = out(welcome.member)
    new = welcome.status == "created"
    return Answered(status=201 if new else 200, body=body, location=f"/v1/members/{body.id}")


def search(asked: Asked) -> Answered | Problem:
    """GET /v1/members."""
    before = read_id(asked.query.cursor)
    if isinstance(before, Problem):
        return before
    limit = asked.query.limit
    found = members.search(
        asked.conn, asked.shop.program_id, asked.query.q, before=before, limit=limit + 1
    )
    page = found[:limit]
    more = write_cursor([str(page[-1].member_id)]) if len(found) > limit else None
    return Answered(status=200, body=MembersOut(data=tuple(map(out, page)), next_cursor=more))


def get(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}."""
    found = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    return found if isinstance(found, Problem) else Answered(status=200, body=out(found))


def erase(asked: Asked) -> Answered | Problem:
    """DELETE /v1/members/{ref}."""
    found = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(found, Problem):
        return found
    change_member.erase(asked.conn, asked.shop, found.member_id)
    return Answered(status=204)


CALLS: tuple[Call, ...] = (
    Call(
        name="join_member", method="POST", path="/v1/members", scope="members",
        summary="Join; the same e-mail, phone, card or external_id is the same member",
        handle=join, body=MemberIn, answers={200: MemberOut, 201: MemberOut}, kinds=STAFF,
        problems=(
            "member_has_no_name", "member_ambiguous", "member_too_young", "birth_date_needed",
            "email_invalid", "phone_invalid", "card_blocked", "card_replaced",
        ),
    ),
    Call(
        name="list_members", method="GET", path="/v1/members", scope="members",
        summary="Search members, the newest first", handle=search, query=Search,
        answers={200: MembersOut}, problems=("cursor_invalid",), kinds=STAFF,
    ),
    Call(
        name="get_member", method="GET", path="/v1/members/{ref}", scope="members",
        summary="Read a member", handle=get, answers={200: MemberOut}, problems=FINDING,
        kinds=STAFF,
    ),
    Call(
        name="erase_member", method="DELETE", path="/v1/members/{ref}", scope="members",
        summary="Erase a person; the ledger keeps its numbers", handle=erase,
        answers={204: None}, problems=FINDING,
    ),
)  # fmt: skip
