"""Groups of members: definitions, how many are in them now, and who."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from regulars.core.checks.problems import Problem as Wrong
from regulars.core.checks.problems import names_of
from regulars.core.checks.segments import circles, definition
from regulars.core.program import Where
from regulars.domains.members import queries as members
from regulars.domains.programs.sentences import explain
from regulars.domains.segments import operations, queries
from regulars.domains.segments.contracts import Saved
from regulars.flows import segmenting
from regulars.kit import jobs
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.joining import MemberOut, out
from regulars.wire.orders import Name
from regulars.wire.problems import FieldProblem, Problem, problem
from regulars.wire.refs import read_id, write_cursor

SegmentId = Annotated[str, Meta(pattern="^[a-z][a-z0-9_-]{0,62}$")]


class SegmentIn(Closed, frozen=True):
    """A definition, in the words of the program file."""

    where: Where
    title: Name = ""


class SegmentOut(Closed, frozen=True):
    """A segment. `saved` ones can be changed here, the others stand in the program file."""

    id: str
    title: str
    saved: bool
    members: int
    where: Where


class SegmentsOut(Closed, frozen=True):
    """Every segment of the program."""

    data: tuple[SegmentOut, ...]


class CountOut(Closed, frozen=True):
    """How many members a definition fits now."""

    members: int


class InSegment(Closed, frozen=True):
    """A member in a segment, and since when."""

    since: datetime
    member: MemberOut


class SegmentMembersOut(Closed, frozen=True):
    """A page of those who are in a segment."""

    data: tuple[InSegment, ...]
    next_cursor: str | None


def segments(asked: Asked) -> Answered | Problem:
    """GET /v1/segments."""
    return Answered(status=200, body=SegmentsOut(data=tuple(_all(asked))))


def _all(asked: Asked) -> list[SegmentOut]:
    counts = queries.counts(asked.conn, asked.shop.program_id)
    titles = {name: one.title for name, one in asked.shop.program.document.segments.items()}
    saved = {one.segment: one.title for one in queries.saved(asked.conn, asked.shop.program_id)}
    return [
        SegmentOut(
            id=name, title=titles.get(name) or saved.get(name) or name, saved=name not in titles,
            members=counts.get(name, 0), where=where,
        )
        for name, where in segmenting.definitions(asked.conn, asked.shop).items()
    ]  # fmt: skip


def preview(asked: Asked) -> Answered | Problem:
    """POST /v1/segments/preview."""
    body: SegmentIn = asked.body
    wrong = _wrong(asked, "preview", body.where)
    if wrong is not None:
        return wrong
    found = segmenting.count(asked.conn, asked.shop, body.where)
    return Answered(status=200, body=CountOut(members=found))


def save(asked: Asked) -> Answered | Problem:
    """PUT /v1/segments/{id}."""
    body: SegmentIn = asked.body
    name = asked.path["id"]
    try:
        msgspec.convert(name, SegmentId)
    except msgspec.ValidationError:
        return problem("segment_name_invalid")
    if name in asked.shop.program.document.segments:
        return problem("segment_in_file", segment=name)
    wrong = _wrong(asked, name, body.where)
    if wrong is not None:
        return wrong
    saved = Saved(
        segment=name, title=body.title, definition=msgspec.json.encode(body.where),
        changed_at=asked.shop.now,
    )  # fmt: skip
    operations.save(asked.conn, asked.shop.program_id, saved)
    jobs.later(asked.conn, "review_segments", program_id=str(asked.shop.program_id))
    return Answered(status=200, body=next(one for one in _all(asked) if one.id == name))


def remove(asked: Asked) -> Answered | Problem:
    """DELETE /v1/segments/{id}."""
    if asked.path["id"] in asked.shop.program.document.segments:
        return problem("segment_in_file", segment=asked.path["id"])
    if not operations.remove(asked.conn, asked.shop.program_id, asked.path["id"]):
        return problem("segment_unknown")
    jobs.later(asked.conn, "review_segments", program_id=str(asked.shop.program_id))
    return Answered(status=204)


def within(asked: Asked) -> Answered | Problem:
    """GET /v1/segments/{id}/members."""
    after = read_id(asked.query.cursor)
    if isinstance(after, Problem):
        return after
    name, limit = asked.path["id"], asked.query.limit
    if name not in segmenting.definitions(asked.conn, asked.shop):
        return problem("segment_unknown")
    found = queries.members(asked.conn, asked.shop.program_id, name, after=after, limit=limit + 1)
    page = found[:limit]
    people = members.members_of(asked.conn, asked.shop.program_id, [one.account_id for one in page])
    data = tuple(
        InSegment(since=one.since, member=out(people[one.account_id]))
        for one in page
        if one.account_id in people
    )
    more = write_cursor([str(page[-1].account_id)]) if len(found) > limit else None
    return Answered(status=200, body=SegmentMembersOut(data=data, next_cursor=more))


def _wrong(asked: Asked, name: str, where: Where) -> Problem | None:
    """What a definition may not say, each place with its cure."""
    found = list(definition(where, ("where",), names_of(asked.shop.program.document)))
    others = segmenting.definitions(asked.conn, asked.shop)
    found.extend(circles(others | {name: where}, ("segments",)))
    return problem("segment_invalid", errors=tuple(map(_field, found))) if found else None


def _field(wrong: Wrong) -> FieldProblem:
    says, cure = explain(wrong.code, wrong.params)
    pointer = "/" + "/".join(map(str, wrong.path))
    return FieldProblem(pointer=pointer, detail=says, code=wrong.code, cure=cure)


CALLS: tuple[Call, ...] = (
    Call(
        name="list_segments", method="GET", path="/v1/segments", scope="members",
        summary="Read the segments and how many members are in each", handle=segments,
        answers={200: SegmentsOut},
    ),
    Call(
        name="preview_segment", method="POST", path="/v1/segments/preview", scope="members",
        summary="Count the members that a definition fits; nothing is kept", handle=preview,
        body=SegmentIn, answers={200: CountOut}, problems=("segment_invalid",),
    ),
    Call(
        name="save_segment", method="PUT", path="/v1/segments/{id}", scope="program",
        summary="Save a segment beside those of the program file", handle=save, body=SegmentIn,
        answers={200: SegmentOut},
        problems=("segment_invalid", "segment_in_file", "segment_name_invalid"),
    ),
    Call(
        name="remove_segment", method="DELETE", path="/v1/segments/{id}", scope="program",
        summary="Remove a saved segment", handle=remove, answers={204: None},
        problems=("segment_unknown", "segment_in_file"),
    ),
    Call(
        name="list_segment_members", method="GET", path="/v1/segments/{id}/members",
        scope="members", summary="Read who is in a segment", handle=within, query=Page,
        answers={200: SegmentMembersOut}, problems=("segment_unknown", "cursor_invalid"),
    ),
)  # fmt: skip
