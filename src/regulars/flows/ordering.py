"""Members a page at a time, in an order: by when they joined, by name, by what they can spend, by
what they bought.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, cast
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.domains.events import bought
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.flows import reported
from regulars.flows.reported import Counting
from regulars.flows.shops import Shop

FIRST, PAGE = 100, 500  # a page of a list is small; whoever wants all of it goes in larger steps
FEW = 1000
"""So many whom a text finds are sorted on the spot; more are looked for along the order."""

Place = tuple[Any, UUID]
"""Where an account stands in an order: what it is sorted by, and its id."""


class _Order(Struct, frozen=True, kw_only=True):
    """An order of accounts: the places of some, those who have one, and a page of all places.
    `whole` says that everybody has one."""

    least: bool
    whole: bool
    of: Callable[[Sequence[UUID]], dict[UUID, Place]]
    page: Callable[[Place | None, int], list[Place]]


def pages(
    conn: Connection, shop: Shop, text: str, order: str, after: UUID | None
) -> Iterator[list[Member]]:
    """Will give those whom a text finds, after one of them; no page is empty."""
    ranking = _RANKINGS.get(order.removeprefix("-"))
    if ranking is not None:
        yield from _ranked(conn, shop, text, after, ranking(conn, shop, not order.startswith("-")))
        return
    size = FIRST
    while True:
        if order:
            found = members.in_order(conn, shop.program_id, text, order, after=after, limit=size)
        else:
            found = members.search(conn, shop.program_id, text, before=after, limit=size)
        if found:
            yield found
        if len(found) < size:
            return
        after, size = found[-1].member_id, PAGE


def _ranked(
    conn: Connection, shop: Shop, text: str, after: UUID | None, order: _Order
) -> Iterator[list[Member]]:
    """Where several share an account, they stand together; who has no place comes last, the newest
    first."""
    few = _few(conn, shop, text, order) if text else None
    if few is not None:
        if found := _after(few, after) if after else few:
            yield found
        return
    last = members.members(conn, shop.program_id, [after] if after else [])
    place, passed, size = None, False, FIRST
    for one in last:
        place = order.of([one.account_id]).get(one.account_id)
        passed = place is None
        rest = members.sharing(conn, shop.program_id, [one.account_id]) if place else []
        if found := _there(conn, shop, text, _after(rest, one.member_id)):
            yield found
    while not passed:
        places = order.page(place, size)
        ranks = {account_id: rank for rank, (_held, account_id) in enumerate(places)}
        people = members.sharing(conn, shop.program_id, list(ranks))
        # The sort keeps those together who share an account, in their order.
        if found := _there(conn, shop, text, sorted(people, key=lambda one: ranks[one.account_id])):
            yield found
        passed, size = len(places) < size, PAGE
        place = places[-1] if places else place
    if not order.whole:
        yield from _placeless(conn, shop, text, after if last and place is None else None, order)


def _few(conn: Connection, shop: Shop, text: str, order: _Order) -> list[Member] | None:
    """All whom a text finds, in the order; None where these are many."""
    found = members.search(conn, shop.program_id, text, before=None, limit=FEW + 1)
    if len(found) > FEW:
        return None
    places = order.of([one.account_id for one in found])
    heads = {
        one.member_id: rank
        for rank, one in enumerate(
            members.sharing(conn, shop.program_id, list({one.account_id for one in found}))
        )
    }
    there = [one for one in found if one.account_id in places]
    there.sort(key=lambda one: heads[one.member_id])
    there.sort(key=lambda one: places[one.account_id], reverse=not order.least)
    return [*there, *(one for one in found if one.account_id not in places)]


def _placeless(
    conn: Connection, shop: Shop, text: str, after: UUID | None, order: _Order
) -> Iterator[list[Member]]:
    while True:
        found = members.search(conn, shop.program_id, text, before=after, limit=PAGE)
        places = order.of([one.account_id for one in found])
        if left := [one for one in found if one.account_id not in places]:
            yield left
        if len(found) < PAGE:
            return
        after = found[-1].member_id


def _after(some: list[Member], member_id: UUID) -> list[Member]:
    names = [one.member_id for one in some]
    return some[names.index(member_id) + 1 :] if member_id in names else []


def _there(conn: Connection, shop: Shop, text: str, some: list[Member]) -> list[Member]:
    if not some:
        return []
    ids = [one.member_id for one in some]
    fit = {one.member_id for one in members.matching(conn, shop.program_id, text, ids)}
    return [one for one in some if one.member_id in fit]


def _by_balance(conn: Connection, shop: Shop, least: bool) -> _Order:
    currency = shop.program.first_currency if shop.program.document.points else ""

    def of(accounts: Sequence[UUID]) -> dict[UUID, Place]:
        held = ledger.balances(conn, accounts)
        return {
            one: (held.get(one, {}).get(currency, {}).get("available", 0), one) for one in accounts
        }

    def page(place: Place | None, limit: int) -> list[Place]:
        found = ledger.by_balance(
            conn, shop.program_id, currency, after=place, least=least, limit=limit
        )
        return [(held, account_id) for account_id, held in found]

    return _Order(least=least, whole=True, of=of, page=page)


def _by_bought(by: bought.By, conn: Connection, shop: Shop, least: bool) -> _Order:
    def placed(one: bought.Bought) -> Place:
        return (one.last_at if by == "last" else one.net_minor, one.account_id)

    def of(accounts: Sequence[UUID]) -> dict[UUID, Place]:
        return {one: placed(found) for one, found in bought.of(conn, accounts).items()}

    def page(place: Place | None, limit: int) -> list[Place]:
        after = None
        if place is not None:
            held, account_id = place
            last_at = cast("datetime", held) if by == "last" else shop.now
            after = bought.Bought(account_id, last_at, held if by == "spend" else 0)
        found = bought.ranked(conn, shop.program_id, by, after=after, least=least, limit=limit)
        return [placed(one) for one in found]

    return _Order(least=least, whole=False, of=of, page=page)


_RANKINGS: dict[str, Callable[[Connection, Shop, bool], _Order]] = {
    "balance": _by_balance,
    "last": partial(_by_bought, "last"),
    "spend": partial(_by_bought, "spend"),
}
COUNTING = Counting(
    name="bought", type=int, count=lambda conn, shop: bought.count(conn, shop.program_id)
)
"""Keeps what each member bought up to date, for lists in these orders."""


def counted_at(conn: Connection, shop: Shop) -> datetime | None:
    """Will tell when what members bought was counted last; None while nothing was."""
    return reported.counted_at(conn, shop, COUNTING)
