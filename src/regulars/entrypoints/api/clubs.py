"""Clubs: founded, changed, listed; and what they tell their members."""

import hashlib
from datetime import datetime

import msgspec

from regulars.core.effects import Refused
from regulars.domains.clubs import queries
from regulars.domains.clubs.contracts import Club, Post
from regulars.entrypoints.api.club_bodies import (
    ClubIn,
    ClubOut,
    ClubPatch,
    PostIn,
    PostOut,
    PostPatch,
    columns,
    out,
    post_out,
    read_club,
)
from regulars.flows import run_club
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.problems import Problem, of, problem
from regulars.wire.refs import read_cursor, write_cursor
from regulars.wire.times import out_of_range

READERS = ("secret", "device")
WRONG = ("club_code_needed", "tier_unknown", "segment_unknown")


class ClubsOut(Closed, frozen=True):
    """A page of clubs, in the order of their keys."""

    data: tuple[ClubOut, ...]
    next_cursor: str | None


class PostsOut(Closed, frozen=True):
    """Every post of a club, pinned ones first, then the newest; those to come and past, too."""

    data: tuple[PostOut, ...]


def create(asked: Asked) -> Answered | Problem:
    """POST /v1/clubs."""
    body: ClubIn = asked.body
    said = columns(asked, body, body.key)
    if isinstance(said, Problem):
        return said
    club = Club(
        program_id=asked.shop.program_id, club_id=ids.new(), status="open", members=0,
        fingerprint=hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest(),
        created_at=asked.shop.now, changed_at=asked.shop.now, **said,
    )  # fmt: skip
    made = run_club.found(asked.conn, club)
    if isinstance(made, Refused):
        return of(made)
    return _one(asked, made[1], 201 if made[0] == "created" else 200)


def _one(asked: Asked, club: Club, status: int = 200) -> Answered:
    asking = queries.asking(asked.conn, asked.shop.program_id, [club.club_id])
    return Answered(status=status, body=out(club, asking))


def found(asked: Asked) -> Club | Problem:
    """Will find the club of an address. Problem: club_unknown."""
    wanted = read_club(asked.path["id"])
    if isinstance(wanted, Problem):
        return wanted
    clubs = queries.some(asked.conn, asked.shop.program_id, [wanted])
    return clubs.get(wanted) or problem("club_unknown")


def patch(asked: Asked) -> Answered | Problem:
    """PATCH /v1/clubs/{id}."""
    before = found(asked)
    if isinstance(before, Problem):
        return before
    said = columns(asked, asked.body, before.key)
    if isinstance(said, Problem):
        return said
    changed = run_club.change(asked.conn, asked.shop, before.club_id, said)
    return of(changed) if isinstance(changed, Refused) else _one(asked, changed)


def club(asked: Asked) -> Answered | Problem:
    """GET /v1/clubs/{id}."""
    one = found(asked)
    return one if isinstance(one, Problem) else _one(asked, one)


def clubs(asked: Asked) -> Answered | Problem:
    """GET /v1/clubs."""
    after, limit = read_cursor(asked.query.cursor, 1), asked.query.limit
    if isinstance(after, Problem):
        return after
    program_id = asked.shop.program_id
    rows = queries.listed(asked.conn, program_id, after=after[0] if after else "", limit=limit + 1)
    page = rows[:limit]
    asking = queries.asking(asked.conn, program_id, [one.club_id for one in page])
    more = write_cursor([page[-1].key]) if len(rows) > limit else None
    data = tuple(out(one, asking) for one in page)
    return Answered(status=200, body=ClubsOut(data=data, next_cursor=more))


def posts(asked: Asked) -> Answered | Problem:
    """GET /v1/clubs/{id}/posts."""
    one = found(asked)
    if isinstance(one, Problem):
        return one
    rows = queries.posts(asked.conn, asked.shop.program_id, [one.club_id], limit=1000)
    return Answered(status=200, body=PostsOut(data=tuple(post_out(post) for post in rows)))


def publish(asked: Asked) -> Answered | Problem:
    """POST /v1/clubs/{id}/posts."""
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    one, body = found(asked), asked.body
    if isinstance(one, Problem):
        return one
    late = _unheard(body.published_at, body.until)
    if late is not None:
        return late
    post = Post(
        program_id=asked.shop.program_id, post_id=ids.new(), club_id=one.club_id,
        request=f"api:{asked.idempotency_key}", title=body.title, text=body.text,
        fingerprint=hashlib.sha256(
            msgspec.json.encode([asked.path["id"], body], order="sorted")
        ).digest(),
        author=f"key:{asked.key.key_id}", pinned=body.pinned,
        published_at=body.published_at or asked.shop.now, until=body.until,
        changed_at=asked.shop.now,
    )  # fmt: skip
    made = run_club.publish(asked.conn, post)
    if isinstance(made, Refused):
        return of(made)
    return Answered(status=201 if made[0] == "created" else 200, body=post_out(made[1]))


def rewrite(asked: Asked) -> Answered | Problem:
    """PATCH /v1/clubs/{id}/posts/{post}."""
    one, post_id = found(asked), ids.decode("pst", asked.path["post"])
    if isinstance(one, Problem):
        return one
    if post_id is None:
        return problem("post_unknown")
    said = {
        name: value for name, value in msgspec.structs.asdict(asked.body).items()
        if value is not msgspec.UNSET
    }  # fmt: skip
    late = _unheard(said.get("published_at"), said.get("until"))
    if late is not None:
        return late
    changed = run_club.rewrite(asked.conn, asked.shop, one.club_id, post_id, said)
    return of(changed) if isinstance(changed, Refused) else Answered(
        status=200, body=post_out(changed)
    )  # fmt: skip


def _unheard(*moments: datetime | None) -> Problem | None:
    return next(filter(None, map(out_of_range, moments)), None)


CALLS: tuple[Call, ...] = (
    Call(
        name="list_clubs", method="GET", path="/v1/clubs", scope="members", kinds=READERS,
        summary="Read the clubs", handle=clubs, query=Page, answers={200: ClubsOut},
        problems=("cursor_invalid",),
    ),
    Call(
        name="create_club", method="POST", path="/v1/clubs", scope="program",
        summary="Found a club; its key stays", handle=create, body=ClubIn,
        answers={200: ClubOut, 201: ClubOut}, problems=(*WRONG, "exists_with_different_content"),
    ),
    Call(
        name="get_club", method="GET", path="/v1/clubs/{id}", scope="members", kinds=READERS,
        summary="Read a club", handle=club, answers={200: ClubOut}, problems=("club_unknown",),
    ),
    Call(
        name="change_club", method="PATCH", path="/v1/clubs/{id}", scope="program",
        summary="Change a club; who is in it stays", handle=patch, body=ClubPatch,
        answers={200: ClubOut}, problems=(*WRONG, "club_unknown"),
    ),
    Call(
        name="list_posts", method="GET", path="/v1/clubs/{id}/posts", scope="members",
        kinds=READERS, summary="Read what a club tells its members", handle=posts,
        answers={200: PostsOut}, problems=("club_unknown",),
    ),
    Call(
        name="publish_post", method="POST", path="/v1/clubs/{id}/posts", scope="program",
        summary="Tell a club something", handle=publish, body=PostIn,
        answers={200: PostOut, 201: PostOut},
        problems=(
            "club_unknown", "post_times_wrong", "time_out_of_range", "idempotency_key_needed",
            "exists_with_different_content",
        ),
    ),
    Call(
        name="change_post", method="PATCH", path="/v1/clubs/{id}/posts/{post}", scope="program",
        summary="Change a post, or end it", handle=rewrite, body=PostPatch,
        answers={200: PostOut},
        problems=("club_unknown", "post_unknown", "post_times_wrong", "time_out_of_range"),
    ),
)  # fmt: skip
