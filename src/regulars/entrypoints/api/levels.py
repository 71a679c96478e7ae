"""The program's levels: how many members each has, and who waits for a decision about one."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from regulars.domains.members import queries as members
from regulars.domains.programs import phrases
from regulars.domains.tiers import queries
from regulars.domains.tiers.contracts import Open
from regulars.flows.level_counts import Held, level_counts
from regulars.flows.shops import Shop
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.joining import STAFF, MemberOut
from regulars.wire.joining import out as member_out
from regulars.wire.problems import Problem, problem
from regulars.wire.refs import read_cursor, write_cursor


class LevelOut(Closed, frozen=True):
    """A level, what it takes in plain words, and how many members are on it now."""

    id: str
    title: str
    takes: str
    perks: tuple[str, ...]
    members: int


class LevelSetOut(Closed, frozen=True):
    """A set of levels, the lowest first."""

    id: str
    title: str
    levels: tuple[LevelOut, ...]


class LevelsOut(Closed, frozen=True):
    """Every set of levels that the program has."""

    data: tuple[LevelSetOut, ...]


class WaitingQuery(Page, frozen=True):
    """Candidates, open invitations, or both."""

    status: Literal["", "candidate", "invited"] = ""


class WaitingOut(Closed, frozen=True):
    """A member who waits for staff (candidate), or whom an invitation waits for (invited)."""

    member: MemberOut
    set: str
    level: str
    status: str
    since: datetime
    until: datetime | None


class WaitingsOut(Closed, frozen=True):
    """A page of them: who has waited longest comes first."""

    data: tuple[WaitingOut, ...]
    next_cursor: str | None


def list_levels(asked: Asked) -> Answered | Problem:
    """GET /v1/tiers."""
    sets: dict[str, list[Held]] = {}
    for one in level_counts(asked.conn, asked.shop):
        sets.setdefault(one.ladder.id, []).append(one)
    data = tuple(
        LevelSetOut(
            id=name, title=held[0].ladder.word.title,
            levels=tuple(_level(asked.shop, one) for one in held),
        )
        for name, held in sets.items()
    )  # fmt: skip
    return Answered(status=200, body=LevelsOut(data=data))


def _level(shop: Shop, one: Held) -> LevelOut:
    takes = phrases.line_of(shop.program.document, one.ladder.word, one.level)
    return LevelOut(
        id=one.level.id, title=one.level.title or one.level.id, takes=takes,
        perks=one.level.perks, members=one.members,
    )  # fmt: skip


def list_waiting(asked: Asked) -> Answered | Problem:
    """GET /v1/tiers/waiting."""
    query: WaitingQuery = asked.query
    after = _after(query.cursor)
    if isinstance(after, Problem):
        return after
    program_id, limit = asked.shop.program_id, query.limit
    found = queries.waiting(
        asked.conn, program_id, status=query.status, after=after, limit=limit + 1
    )
    page = found[:limit]
    people = members.members_of(asked.conn, program_id, [one.account_id for one in page])
    data = tuple(
        _waiting(one, member_out(people[one.account_id]))
        for one in page if one.account_id in people
    )  # fmt: skip
    more = _place(page[-1]) if len(found) > limit else None
    return Answered(status=200, body=WaitingsOut(data=data, next_cursor=more))


def _waiting(one: Open, member: MemberOut) -> WaitingOut:
    return WaitingOut(
        member=member, set=one.set_id, level=one.level, status=one.status, since=one.since,
        until=one.until,
    )  # fmt: skip


def _place(one: Open) -> str:
    return write_cursor([one.since.isoformat(), str(one.account_id), one.set_id, one.level])


def _after(text: str) -> tuple[datetime, UUID, str, str] | Problem | None:
    parts = read_cursor(text, 4)
    if isinstance(parts, Problem) or not parts:
        return parts if isinstance(parts, Problem) else None
    try:
        since, account_id = datetime.fromisoformat(parts[0]), UUID(parts[1])
    except ValueError:
        return problem("cursor_invalid")
    if since.tzinfo is None:
        return problem("cursor_invalid")
    return since, account_id, parts[2], parts[3]


CALLS: tuple[Call, ...] = (
    Call(
        name="list_levels", method="GET", path="/v1/tiers", scope="members",
        summary="Read the levels and how many members each has", handle=list_levels,
        answers={200: LevelsOut}, kinds=STAFF,
    ),
    Call(
        name="list_waiting", method="GET", path="/v1/tiers/waiting", scope="members",
        summary="Read who waits for a decision about a level", handle=list_waiting,
        query=WaitingQuery, answers={200: WaitingsOut}, problems=("cursor_invalid",),
        kinds=STAFF,
    ),
)  # fmt: skip
