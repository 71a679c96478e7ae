"""Pools of codes that vouchers carry: filled from another system, with how many are left."""

from typing import Annotated

from msgspec import Meta

from regulars.core.rules.nodes import Id
from regulars.domains.rewards import pools
from regulars.flows import pools as filling
from regulars.wire.calls import Answered, Asked, Call, Closed, Page
from regulars.wire.orders import Given
from regulars.wire.problems import Problem
from regulars.wire.refs import read_cursor, write_cursor

MANY = 10_000


class PoolIn(Closed, frozen=True):
    """Codes of another system for the rewards that name this pool, kept as they are written.

    `low` is how few are too few: the event `codes.low` tells once when so many are left, and
    again after more were added.
    """

    pool: Id
    codes: Annotated[tuple[Given, ...], Meta(max_length=MANY)] = ()
    low: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None


class PoolFilled(Closed, frozen=True):
    """How many of the codes were new, and how many are left."""

    pool: str
    added: int
    left: int


class PoolOut(Closed, frozen=True):
    """A pool: codes that no voucher has, codes that were given, and how few are too few."""

    pool: str
    free: int
    given: int
    low: int


class PoolsOut(Closed, frozen=True):
    """Every pool, by name."""

    data: tuple[PoolOut, ...]


class UnusedOut(Closed, frozen=True):
    """A page of the codes that no voucher has, as they were written."""

    data: tuple[str, ...]
    next_cursor: str | None


def fill(asked: Asked) -> Answered | Problem:
    """POST /v1/code-pools."""
    body: PoolIn = asked.body
    added, left = filling.fill(asked.conn, asked.shop, body.pool, body.codes, body.low)
    return Answered(status=200, body=PoolFilled(pool=body.pool, added=added, left=left))


def list_pools(asked: Asked) -> Answered | Problem:
    """GET /v1/code-pools."""
    found = pools.listed(asked.conn, asked.shop.program_id)
    data = tuple(
        PoolOut(pool=one.pool, free=one.free, given=one.given, low=one.low) for one in found
    )
    return Answered(status=200, body=PoolsOut(data=data))


def list_unused(asked: Asked) -> Answered | Problem:
    """GET /v1/code-pools/{pool}/unused."""
    after = read_cursor(asked.query.cursor, 1)
    if isinstance(after, Problem):
        return after
    limit = asked.query.limit
    found = pools.unused(
        asked.conn, asked.shop.program_id, asked.path["pool"], after="".join(after),
        limit=limit + 1,
    )  # fmt: skip
    page = found[:limit]
    more = write_cursor([page[-1][0]]) if len(found) > limit else None
    body = UnusedOut(data=tuple(text for _, text in page), next_cursor=more)
    return Answered(status=200, body=body)


CALLS: tuple[Call, ...] = (
    Call(
        name="fill_code_pool", method="POST", path="/v1/code-pools", scope="catalogue",
        summary="Add codes that vouchers carry to a pool", handle=fill, body=PoolIn,
        answers={200: PoolFilled}, unpublished=True,
    ),
    Call(
        name="list_code_pools", method="GET", path="/v1/code-pools", scope="catalogue",
        summary="Read how many codes each pool has left", handle=list_pools,
        answers={200: PoolsOut}, unpublished=True,
    ),
    Call(
        name="list_unused_codes", method="GET", path="/v1/code-pools/{pool}/unused",
        scope="catalogue", summary="Read the codes of a pool that no voucher has",
        handle=list_unused, query=Page, answers={200: UnusedOut}, problems=("cursor_invalid",),
        unpublished=True,
    ),
)  # fmt: skip
