"""Where a member stands: progress to the next reward and tier."""

from regulars.core import progress as core
from regulars.flows.standing import standing
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.joining import STAFF
from regulars.wire.levels import TierProgress, progress_of
from regulars.wire.problems import Problem
from regulars.wire.refs import FINDING
from regulars.wire.refs import member as find_member


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


CALLS: tuple[Call, ...] = (
    Call(
        name="get_progress", method="GET", path="/v1/members/{ref}/progress", scope="members",
        summary="Read how far it is to the next reward and tier", handle=progress,
        answers={200: ProgressOut}, problems=FINDING, kinds=STAFF,
    ),
)  # fmt: skip
