"""What a member has been through: ledger entries with their reasons, vouchers, notices."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from regulars.core.facts import Scalar
from regulars.domains.ledger import queries as ledger
from regulars.domains.ledger.contracts import Entry
from regulars.domains.messages import queries as messages
from regulars.domains.rewards import queries as rewards
from regulars.flows.answers import posted_of
from regulars.kit import ids
from regulars.wire import effects, vouchers
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.effects import Effect
from regulars.wire.joining import STAFF
from regulars.wire.problems import Problem
from regulars.wire.refs import FINDING, read_id, read_number, write_cursor
from regulars.wire.refs import member as find_member
from regulars.wire.vouchers import VoucherOut

Status = Literal["open", "used", "revoked", "expired", "moved"]


class Transaction(Closed, frozen=True):
    """An entry of the ledger. `note` is the staff's own reason, unless it was erased."""

    number: int
    effect: Effect
    version: int
    booked_at: datetime
    actor: str
    note: str | None


class TransactionsOut(Closed, frozen=True):
    """A page, the newest entry first."""

    data: tuple[Transaction, ...]
    next_cursor: str | None


class VoucherPage(Page, frozen=True):
    """`status` leaves out all others."""

    status: Status | None = None


class VouchersOut(Closed, frozen=True):
    """A page, the newest voucher first."""

    data: tuple[VoucherOut, ...]
    next_cursor: str | None


class NoticeOut(Closed, frozen=True):
    """Something that the member should be told: a trigger and typed data."""

    id: str
    trigger: str
    data: dict[str, Scalar]
    due_at: datetime
    created_at: datetime


class NoticesOut(Closed, frozen=True):
    """A page, the newest notice first."""

    data: tuple[NoticeOut, ...]
    next_cursor: str | None


def transactions(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/transactions."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    before = read_number(asked.query.cursor)
    if isinstance(before, Problem):
        return before
    limit = asked.query.limit
    found = ledger.entries(asked.conn, member.account_id, before, limit + 1)
    more = write_cursor([found[limit - 1].row.seq]) if len(found) > limit else None
    data = tuple(_transaction(one) for one in found[:limit])
    return Answered(status=200, body=TransactionsOut(data=data, next_cursor=more))


def _transaction(entry: Entry) -> Transaction:
    row = entry.row
    return Transaction(
        number=row.seq, effect=effects.posted(posted_of(entry)), version=row.program_version,
        booked_at=row.booked_at, actor=row.actor, note=entry.note,
    )  # fmt: skip


def held(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/vouchers."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    before = read_number(asked.query.cursor)
    if isinstance(before, Problem):
        return before
    found = [
        one for one in rewards.vouchers(asked.conn, [member.account_id])
        if (before is None or one.number < before) and asked.query.status in (None, one.status)
    ]  # fmt: skip
    limit = asked.query.limit
    more = write_cursor([found[limit - 1].number]) if len(found) > limit else None
    data = tuple(vouchers.out(asked.shop, one) for one in found[:limit])
    return Answered(status=200, body=VouchersOut(data=data, next_cursor=more))


def notices(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/notices."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    before = read_id(asked.query.cursor)
    if isinstance(before, Problem):
        return before
    limit = asked.query.limit
    found = messages.notices(asked.conn, member.account_id, before=before, limit=limit + 1)
    more = write_cursor([str(found[limit - 1].notice_id)]) if len(found) > limit else None
    data = tuple(
        NoticeOut(
            id=ids.encode("ntc", one.notice_id), trigger=one.trigger, due_at=one.due_at,
            data=msgspec.json.decode(one.data, type=dict[str, Scalar]), created_at=one.created_at,
        )
        for one in found[:limit]
    )  # fmt: skip
    return Answered(status=200, body=NoticesOut(data=data, next_cursor=more))


def _list(name: str, last: str, summary: str, **rest: Any) -> Call:
    return Call(
        name=name, method="GET", path=f"/v1/members/{{ref}}/{last}", scope="members",
        summary=summary, problems=(*FINDING, "cursor_invalid"), kinds=STAFF, **rest,
    )  # fmt: skip


CALLS: tuple[Call, ...] = (
    _list("list_transactions", "transactions", "Read a member's ledger, each entry with its reason",
          handle=transactions, query=Page, answers={200: TransactionsOut}),
    _list("list_vouchers", "vouchers", "Read a member's vouchers",
          handle=held, query=VoucherPage, answers={200: VouchersOut}),
    _list("list_notices", "notices", "Read what a member was or will be told",
          handle=notices, query=Page, answers={200: NoticesOut}),
)  # fmt: skip
