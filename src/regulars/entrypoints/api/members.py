"""Members: join, find, erase."""

from typing import Annotated

from msgspec import Meta

from regulars.domains.members import queries as members
from regulars.flows import change_member
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.joining import JOIN, STAFF, MemberOut, out
from regulars.wire.problems import Problem
from regulars.wire.refs import FINDING, read_id, write_cursor
from regulars.wire.refs import member as find_member


class Search(Page, frozen=True):
    """`q`: words that a member's name, e-mail, phone, card or external_id must have."""

    q: Annotated[str, Meta(max_length=200)] = ""


class MembersOut(Closed, frozen=True):
    """A page, the newest member first. `next_cursor` is absent on the last one."""

    data: tuple[MemberOut, ...]
    next_cursor: str | None


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
    JOIN,
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
