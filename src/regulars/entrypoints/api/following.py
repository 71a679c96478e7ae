"""Where a member stands: progress to the next reward and tier, and what they may have now."""

from typing import Annotated

from msgspec import Meta

from regulars.core import benefits
from regulars.core import progress as core
from regulars.core.facts import Scalar
from regulars.core.state import AccountState
from regulars.entrypoints.api.members import FINDING, STAFF
from regulars.flows.shops import Shop
from regulars.flows.standing import standing
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.levels import TierProgress, progress_of
from regulars.wire.orders import Name
from regulars.wire.problems import Problem, problem
from regulars.wire.refs import member as find_member
from regulars.wire.sentences import sentence


class NextReward(Closed, frozen=True):
    """A reward, what it takes and what is missing. `rule` will issue it by itself."""

    reward: str
    needs: int
    missing: int
    rule: str


class PointsProgress(Closed, frozen=True):
    """One currency and what it leads to."""

    currency: str
    available: int
    pending: int
    reserved: int
    deficit: int
    within_reach: tuple[str, ...]
    next: tuple[NextReward, ...]
    level: str


class ProgressOut(Closed, frozen=True):
    """Where a member stands. `tier` is the first of `tiers`."""

    points: tuple[PointsProgress, ...]
    tier: TierProgress | None
    tiers: tuple[TierProgress, ...]


class Entitlement(Closed, frozen=True):
    """Whether somebody has a benefit; if not, the code with what is missing, and a sentence."""

    benefit: str
    title: str
    allowed: bool
    code: str
    params: dict[str, Scalar]
    text: str


class EntitlementsOut(Closed, frozen=True):
    """Every benefit of the program."""

    data: tuple[Entitlement, ...]


class BenefitQuery(Closed, frozen=True):
    """For whom, and where; without a member, for somebody who is none."""

    member: Annotated[str, Meta(max_length=220)] = ""
    location: Name = ""
    channel: Name = ""


def progress(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/progress."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    state = standing(asked.conn, asked.shop, member.account_id)
    found = core.progress(asked.shop.program, state, asked.shop.instant)
    tiers = tuple(progress_of(one) for one in found.tiers)
    return Answered(status=200, body=ProgressOut(
        points=tuple(_points(one) for one in found.points),
        tier=next(iter(tiers), None),
        tiers=tiers,
    ))  # fmt: skip


def _points(one: core.PointsProgress) -> PointsProgress:
    coming = tuple(
        NextReward(reward=next_.reward, needs=next_.needs, missing=next_.missing, rule=next_.rule)
        for next_ in one.next
    )
    return PointsProgress(
        currency=one.currency, available=one.available, pending=one.pending,
        reserved=one.reserved, deficit=one.deficit, within_reach=one.within_reach, next=coming,
        level=one.level,
    )  # fmt: skip


def entitlements(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/entitlements."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    state = standing(asked.conn, asked.shop, member.account_id)
    found = benefits.entitlements(asked.shop.program, state, asked.shop.instant)
    data = tuple(_entitlement(asked.shop, one) for one in found)
    return Answered(status=200, body=EntitlementsOut(data=data))


def benefit(asked: Asked) -> Answered | Problem:
    """GET /v1/benefits/{id}."""
    query: BenefitQuery = asked.query
    if asked.path["id"] not in asked.shop.program.document.benefits:
        return problem("benefit_unknown")
    state = AccountState()
    if query.member:
        member = find_member(asked.conn, asked.shop.program_id, query.member)
        if isinstance(member, Problem):
            return member
        state = standing(asked.conn, asked.shop, member.account_id)
    found = benefits.entitlement(
        asked.shop.program, state, asked.path["id"], asked.shop.instant,
        location=query.location, channel=query.channel,
    )  # fmt: skip
    return Answered(status=200, body=_entitlement(asked.shop, found))


def _entitlement(shop: Shop, found: benefits.Allowed | benefits.NotYet) -> Entitlement:
    title = shop.program.document.benefits[found.benefit].title
    code, params = ("", {}) if isinstance(found, benefits.Allowed) else (found.code, found.params)
    return Entitlement(
        benefit=found.benefit, title=title, allowed=not code, code=code, params=dict(params),
        text=sentence(f"benefit.{code}", params) if code else "",
    )  # fmt: skip


CALLS: tuple[Call, ...] = (
    Call(
        name="get_progress", method="GET", path="/v1/members/{ref}/progress", scope="members",
        summary="Read how far it is to the next reward and tier", handle=progress,
        answers={200: ProgressOut}, problems=FINDING, kinds=STAFF,
    ),
    Call(
        name="list_entitlements", method="GET", path="/v1/members/{ref}/entitlements",
        scope="members", summary="Read what a member may have now", handle=entitlements,
        answers={200: EntitlementsOut}, problems=FINDING, kinds=STAFF,
    ),
    Call(
        name="get_benefit", method="GET", path="/v1/benefits/{id}", scope="members",
        summary="Ask whether somebody may have a benefit", handle=benefit, query=BenefitQuery,
        answers={200: Entitlement}, problems=(*FINDING, "benefit_unknown"), kinds=STAFF,
    ),
)  # fmt: skip
