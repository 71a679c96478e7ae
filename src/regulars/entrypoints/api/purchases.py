"""What a member bought: their orders, by article and time. A return without a receipt is found."""

from datetime import UTC, datetime
from uuid import UUID

from regulars.domains.events import queries as events
from regulars.domains.events.contracts import KeptOrder
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.joining import STAFF
from regulars.wire.orders import Name, When
from regulars.wire.problems import Problem, problem
from regulars.wire.refs import FINDING, read_cursor, write_cursor
from regulars.wire.refs import member as find_member

FIRST = datetime(1970, 1, 1, tzinfo=UTC)
LAST = (datetime(9000, 1, 1, tzinfo=UTC), UUID(int=2**128 - 1))


class PurchaseQuery(Page, frozen=True):
    """Orders with a line of this article, since then; all, if neither is said."""

    sku: Name = ""
    since: When | None = None


class PurchaseLine(Closed, frozen=True):
    """A line of an order, and how much of its money was given back."""

    line_id: str
    sku: str
    product: str
    quantity: str
    net_minor: int
    refunded_minor: int


class Purchase(Closed, frozen=True):
    """One order of the member."""

    id: str
    source: str
    external_id: str
    occurred_at: datetime
    location: str
    channel: str
    cancelled: bool
    lines: tuple[PurchaseLine, ...]


class PurchasesOut(Closed, frozen=True):
    """A page, the newest order first."""

    data: tuple[Purchase, ...]
    next_cursor: str | None


def purchases(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/orders."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    query: PurchaseQuery = asked.query
    before = _before(query.cursor)
    if isinstance(before, Problem):
        return before
    found = events.orders_bought(
        asked.conn, member.account_id, sku=query.sku, since=query.since or FIRST, before=before,
        limit=query.limit + 1,
    )  # fmt: skip
    more = None
    if len(found) > query.limit:
        last = found[query.limit - 1]
        more = write_cursor([last.occurred_at.isoformat(), str(last.order_id)])
    data = tuple(_purchase(one) for one in found[: query.limit])
    return Answered(status=200, body=PurchasesOut(data=data, next_cursor=more))


def _before(cursor: str) -> tuple[datetime, UUID] | Problem:
    parts = read_cursor(cursor, 2)
    if isinstance(parts, Problem) or not parts:
        return parts if isinstance(parts, Problem) else LAST
    try:
        at, order_id = datetime.fromisoformat(parts[0]), UUID(parts[1])
    except ValueError:
        return problem("cursor_invalid")
    return (at, order_id) if at.tzinfo else problem("cursor_invalid")


def _purchase(kept: KeptOrder) -> Purchase:
    order, stands = kept.fact(), kept.stands()
    return Purchase(
        id=ids.encode("ord", kept.order_id), source=kept.source, external_id=kept.external_id,
        occurred_at=kept.occurred_at, location=order.location, channel=order.channel,
        cancelled=stands.cancelled,
        lines=tuple(
            PurchaseLine(
                line_id=line.line_id, sku=line.sku, product=line.product,
                quantity=f"{line.quantity:f}", net_minor=line.net_minor,
                refunded_minor=stands.refunded.get(line.line_id, 0),
            )
            for line in order.lines
        ),
    )  # fmt: skip


CALLS: tuple[Call, ...] = (
    Call(
        name="list_purchases", method="GET", path="/v1/members/{ref}/orders", scope="members",
        summary="Read what a member bought, by article and time", handle=purchases,
        query=PurchaseQuery, answers={200: PurchasesOut},
        problems=(*FINDING, "cursor_invalid"), kinds=STAFF,
    ),
)  # fmt: skip
