"""Clubs on the wire: what staff say of one, what everybody reads, and how a member stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType, field

from regulars.core.facts import Scalar
from regulars.core.rules.nodes import When
from regulars.domains.clubs.contracts import Club, Membership, Post
from regulars.entrypoints.api.event_bodies import Audience, EventOut, checked_audience
from regulars.flows.club_news import club_id
from regulars.flows.run_club import Way, digest
from regulars.kit import ids
from regulars.wire.calls import Asked, Closed
from regulars.wire.orders import Given
from regulars.wire.orders import When as Moment
from regulars.wire.problems import Problem, problem

Key = Annotated[str, Meta(pattern="^[a-z][a-z0-9_-]{0,62}$")]
Text = Annotated[str, Meta(max_length=5000)]
Code = Annotated[str, Meta(max_length=100)]
Most = Annotated[int, Meta(ge=1, le=1_000_000)]


class ClubIn(Closed, frozen=True, omit_defaults=True):
    """A club. `key` is what conditions of the program ask for (`club: [runners]`) and stays.

    `joining`: whoever it is for may join (`open`), asks staff (`request`), needs an `invitation`,
    or a `code`.
    """

    key: Key
    title: Given
    text: Text = ""
    joining: Way = "open"
    audience: Audience = Audience()
    capacity: Most | None = None
    code: Code = ""


class ClubPatch(Closed, frozen=True, omit_defaults=True):
    """What is to change (RFC 7396). A `closed` club takes nobody in; who is in it stays."""

    title: Given | UnsetType = UNSET
    text: Text | UnsetType = UNSET
    joining: Way | UnsetType = UNSET
    audience: Audience | UnsetType = UNSET
    capacity: Most | UnsetType | None = UNSET
    code: Code | UnsetType = UNSET
    status: Literal["open", "closed"] | UnsetType = UNSET


class MembershipOut(Closed, frozen=True):
    """How a member stands: asked, invited, member, left, removed or declined, and since when."""

    status: str
    since: datetime


class ClubMine(Closed, frozen=True):
    """A club for one member: how they stand, and whether they may join or why not."""

    membership: MembershipOut | None
    may_join: bool
    code: str
    params: dict[str, Scalar]
    text: str


class ClubOut(Closed, frozen=True):
    """A club. `members` are those in it, `asking` those who wait for an answer of staff."""

    id: str
    key: str
    title: str
    text: str
    joining: str
    audience: Audience
    capacity: int | None
    members: int
    asking: int
    status: str
    created_at: datetime


class PostOut(Closed, frozen=True):
    """What staff tell a club."""

    id: str
    title: str
    text: str
    pinned: bool
    published_at: datetime
    until: datetime | None


class Offer(Closed, frozen=True):
    """Something of the program that is for members of the club: a reward, a benefit, or a rule."""

    kind: str
    id: str
    title: str


class MemberClub(Closed, frozen=True):
    """A club as a member sees it; posts, events and offers are there for who is in it."""

    club: ClubOut
    mine: ClubMine
    posts: tuple[PostOut, ...] = field(default=())
    events: tuple[EventOut, ...] = field(default=())
    offers: tuple[Offer, ...] = field(default=())


def columns(asked: Asked, said: ClubIn | ClubPatch, key: str) -> dict[str, Any] | Problem:
    """Will give what was said by a club's own names. Problems: tier_unknown, segment_unknown."""
    given = {
        name: value for name, value in msgspec.structs.asdict(said).items() if value is not UNSET
    }
    audience = given.get("audience")
    if isinstance(audience, Audience):
        found = checked_audience(asked, audience)
        if isinstance(found, Problem):
            return found
        given["audience"] = found
    code = given.pop("code", None)
    if code or isinstance(said, ClubIn):
        given["code_digest"] = digest(key, code) if code else None
    return given


def out(club: Club, asking: Mapping[UUID, int]) -> ClubOut:
    """Will write a club for the wire."""
    when = msgspec.json.decode(club.audience, type=When)
    return ClubOut(
        id=club_id(club), key=club.key, title=club.title, text=club.text, joining=club.joining,
        audience=Audience(tier=when.tier, segment=when.segment, age=when.age),
        capacity=club.capacity, members=club.members, asking=asking.get(club.club_id, 0),
        status=club.status, created_at=club.created_at,
    )  # fmt: skip


def membership_out(held: Membership) -> MembershipOut:
    """Will write how a member stands for the wire."""
    return MembershipOut(status=held.status, since=held.since)


def post_out(post: Post) -> PostOut:
    """Will write a post for the wire."""
    return PostOut(
        id=ids.encode("pst", post.post_id), title=post.title, text=post.text, pinned=post.pinned,
        published_at=post.published_at, until=post.until,
    )  # fmt: skip


class PostIn(Closed, frozen=True, omit_defaults=True):
    """A post: plain text, with empty lines between paragraphs. It is published at once, and stays,
    unless said."""

    title: Given
    text: Text
    pinned: bool = False
    published_at: Moment | None = None
    until: Moment | None = None


class PostPatch(Closed, frozen=True, omit_defaults=True):
    """What is to change of a post (RFC 7396)."""

    title: Given | UnsetType = UNSET
    text: Text | UnsetType = UNSET
    pinned: bool | UnsetType = UNSET
    published_at: Moment | UnsetType = UNSET
    until: Moment | UnsetType | None = UNSET


def read_club(text: str) -> UUID | Problem:
    """Will read a club's id from an address. Problem: club_unknown."""
    return ids.decode("clb", text) or problem("club_unknown")
