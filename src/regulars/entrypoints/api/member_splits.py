"""Two members who were made one: which they were, and two again."""

from datetime import datetime

from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Merge
from regulars.entrypoints.api.member_changes import ChangeOut, changed
from regulars.flows import split as splitting
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.orders import Given
from regulars.wire.problems import Problem, problem
from regulars.wire.refs import FINDING
from regulars.wire.refs import member as find_member


class MergeOut(Closed, frozen=True):
    """One member who became this one: who, when, and until when that can be undone (null: it is,
    or cannot any more)."""

    id: str
    member: str
    merged_at: datetime
    undone_at: datetime | None
    can_be_undone_until: datetime | None


class MergesOut(Closed, frozen=True):
    """The latest first."""

    items: tuple[MergeOut, ...]


class SplitIn(Closed, frozen=True, omit_defaults=True):
    """Which merge to undo; without one, the latest that is not undone."""

    merge: Given | None = None


def listed(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/merges."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    found = members.merges(asked.conn, asked.shop.program_id, member.member_id)
    body = MergesOut(items=tuple(_out(asked, one) for one in found))
    return Answered(status=200, body=body)


def _out(asked: Asked, one: Merge) -> MergeOut:
    until = splitting.open_until(one)
    return MergeOut(
        id=ids.encode("mrg", one.merge_id), member=ids.encode("mem", one.other_id),
        merged_at=one.at, undone_at=one.split_at,
        can_be_undone_until=until if until is not None and until >= asked.shop.now else None,
    )  # fmt: skip


def split(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/split."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    body: SplitIn = asked.body
    merge_id = ids.decode("mrg", body.merge) if body.merge is not None else None
    if body.merge is not None and merge_id is None:
        return problem("merge_unknown")
    done = splitting.split(
        asked.conn, asked.shop, member, merge_id, actor=str(asked.key.key_id)
    )  # fmt: skip
    return changed(asked, done.answer)


CALLS: tuple[Call, ...] = (
    Call(
        name="list_merges", method="GET", path="/v1/members/{ref}/merges", scope="members",
        summary="List the members who became this one", handle=listed,
        answers={200: MergesOut}, problems=FINDING,
    ),
    Call(
        name="split_member", method="POST", path="/v1/members/{ref}/split", scope="members",
        summary="Undo a merge: what the other member had brought goes back, as far as it is there",
        handle=split, body=SplitIn, answers={200: ChangeOut, 201: ChangeOut},
        problems=(
            *FINDING, "merge_unknown", "merge_too_old", "merge_not_traceable", "account_closed",
            "member_shares_account", "account_moved",
        ),
    ),
)  # fmt: skip
