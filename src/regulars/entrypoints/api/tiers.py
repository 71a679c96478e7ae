"""Levels: where a member stands and how that came, and what staff decide about it."""

import hashlib
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from regulars.core.facts import TierDecided
from regulars.core.facts.tiers import Decision
from regulars.core.progress import progress
from regulars.domains.tiers import queries
from regulars.domains.tiers.contracts import Change
from regulars.domains.tiers.contracts import Decision as Kept
from regulars.entrypoints.api.member_changes import ChangeOut, changed
from regulars.flows.decide_tier import advise as name_adviser
from regulars.flows.decide_tier import decide as book
from regulars.flows.standing import standing
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.joining import STAFF
from regulars.wire.levels import TierProgress, progress_of
from regulars.wire.orders import Given, When
from regulars.wire.problems import Problem, problem
from regulars.wire.refs import FINDING, read_id, write_cursor
from regulars.wire.refs import member as find_member
from regulars.wire.times import out_of_range

Reason = Annotated[str, Meta(max_length=500)]


class TierChange(Closed, frozen=True):
    """The member moved from one level to another. `why` is a reason's code."""

    set: str
    before: str
    after: str
    at: datetime
    until: datetime | None
    why: str
    actor: str


class TierDecision(Closed, frozen=True):
    """What was decided about a level, or asked: candidate, approved, declined, invited ...

    `reason` is the staff's own text, unless it was erased.
    """

    set: str
    level: str
    status: str
    at: datetime
    until: datetime | None
    actor: str
    reason: str | None


class TiersOut(Closed, frozen=True):
    """Where a member stands, the newest changes first, and the adviser."""

    tiers: tuple[TierProgress, ...]
    adviser: str
    decisions: tuple[TierDecision, ...]
    data: tuple[TierChange, ...]
    next_cursor: str | None


class DecisionIn(Closed, frozen=True, omit_defaults=True):
    """What is decided about a level, by whom and why. `until`: when a decline is over, or how
    long the level is held.
    """

    decision: Decision
    level: Given
    actor: Given
    reason: Reason = ""
    until: When | None = None
    adviser: Annotated[str, Meta(max_length=200)] = ""


class AdviserIn(Closed, frozen=True):
    """Who advises the member; nobody, if empty."""

    name: Annotated[str, Meta(max_length=200)]
    actor: Given


class AdviserOut(Closed, frozen=True):
    """Who advises the member."""

    adviser: str


def tiers(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/tiers."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    before = read_id(asked.query.cursor)
    if isinstance(before, Problem):
        return before
    account_id, limit = member.account_id, asked.query.limit
    state = standing(asked.conn, asked.shop, account_id)
    found = queries.changes(asked.conn, account_id, before=before, limit=limit + 1)
    adviser = queries.adviser(asked.conn, account_id)
    out = TiersOut(
        tiers=tuple(
            progress_of(one)
            for one in progress(asked.shop.program, state, asked.shop.instant).tiers
        ),
        adviser=adviser.name if adviser else "",
        decisions=tuple(_decision(one) for one in queries.decisions(asked.conn, account_id)),
        data=tuple(_change(one) for one in found[:limit]),
        next_cursor=(
            write_cursor([str(found[limit - 1].change_id)]) if len(found) > limit else None
        ),
    )
    return Answered(status=200, body=out)


def _change(one: Change) -> TierChange:
    return TierChange(
        set=one.set_id, before=one.before, after=one.after, at=one.at, until=one.until,
        why=one.why, actor=one.actor,
    )  # fmt: skip


def _decision(one: Kept) -> TierDecision:
    return TierDecision(
        set=one.set_id, level=one.level, status=one.status, at=one.at, until=one.until,
        actor=one.actor, reason=one.reason,
    )  # fmt: skip


def decide(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/tiers/decisions."""
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    body: DecisionIn = asked.body
    unheard = out_of_range(body.until)
    if unheard is not None:
        return unheard
    fact = TierDecided(
        occurred_at=asked.shop.now, decision=body.decision, level=body.level, actor=body.actor,
        until=body.until,
    )  # fmt: skip
    answer = book(
        asked.conn, asked.shop, member.account_id, fact, reason=body.reason, adviser=body.adviser,
        key=f"tier:{asked.idempotency_key}",
        fingerprint=hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest(),
    )  # fmt: skip
    return changed(asked, answer)


def advise(asked: Asked) -> Answered | Problem:
    """PUT /v1/members/{ref}/adviser."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    body: AdviserIn = asked.body
    name_adviser(asked.conn, asked.shop, member.account_id, body.name, body.actor)
    return Answered(status=200, body=AdviserOut(adviser=body.name))


CALLS: tuple[Call, ...] = (
    Call(
        name="list_tiers", method="GET", path="/v1/members/{ref}/tiers", scope="members",
        summary="Read a member's levels, how they came and what lies ahead", handle=tiers,
        query=Page, answers={200: TiersOut}, problems=(*FINDING, "cursor_invalid"), kinds=STAFF,
    ),
    Call(
        name="decide_tier", method="POST", path="/v1/members/{ref}/tiers/decisions",
        scope="adjustments", summary="Approve, decline, invite, or hold a level by hand",
        handle=decide, body=DecisionIn, answers={200: ChangeOut, 201: ChangeOut},
        problems=(
            *FINDING, "idempotency_key_needed", "exists_with_different_content", "members_only",
            "tier_unknown", "tier_no_candidate", "tier_no_invitation", "tier_not_by_invitation",
            "tier_already_higher", "tier_until_needed", "tier_until_over", "tier_not_held",
            "time_out_of_range", "account_closed", "account_moved",
        ),
    ),
    Call(
        name="name_adviser", method="PUT", path="/v1/members/{ref}/adviser", scope="adjustments",
        summary="Give a member an adviser", handle=advise, body=AdviserIn,
        answers={200: AdviserOut}, problems=FINDING,
    ),
)  # fmt: skip
