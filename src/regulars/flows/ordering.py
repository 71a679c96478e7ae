"""Members a page at a time, in an order: by when they joined, by name, by what they can spend."""

from collections.abc import Iterator
from uuid import UUID

from psycopg import Connection

from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.flows.shops import Shop

PAGE = 500


def pages(
    conn: Connection, shop: Shop, text: str, order: str, after: UUID | None
) -> Iterator[list[Member]]:
    """Will give those whom a text finds, after one of them; no page is empty."""
    if order.endswith("balance"):
        yield from _by_balance(conn, shop, text, after, least=order == "balance")
        return
    while True:
        if order:
            found = members.in_order(conn, shop.program_id, text, order, after=after, limit=PAGE)
        else:
            found = members.search(conn, shop.program_id, text, before=after, limit=PAGE)
        if found:
            yield found
        if len(found) < PAGE:
            return
        after = found[-1].member_id


def _by_balance(
    conn: Connection, shop: Shop, text: str, after: UUID | None, *, least: bool
) -> Iterator[list[Member]]:
    """Where several share an account, they stand together."""
    currency = shop.program.first_currency if shop.program.document.points else ""
    last = members.members(conn, shop.program_id, [after] if after else [])
    place = None
    for one in last:
        rest = members.sharing(conn, shop.program_id, [one.account_id])
        if found := _there(conn, shop, text, _after(rest, one.member_id)):
            yield found
        pots = ledger.balances(conn, [one.account_id]).get(one.account_id, {})
        place = (pots.get(currency, {}).get("available", 0), one.account_id)
    while True:
        accounts = ledger.by_balance(
            conn, shop.program_id, currency, after=place, least=least, limit=PAGE
        )
        ranks = {account_id: rank for rank, (account_id, _held) in enumerate(accounts)}
        people = members.sharing(conn, shop.program_id, list(ranks))
        # The sort keeps those together who share an account, in their order.
        if found := _there(conn, shop, text, sorted(people, key=lambda one: ranks[one.account_id])):
            yield found
        if len(accounts) < PAGE:
            return
        account_id, held = accounts[-1]
        place = (held, account_id)


def _after(some: list[Member], member_id: UUID) -> list[Member]:
    names = [one.member_id for one in some]
    return some[names.index(member_id) + 1 :] if member_id in names else []


def _there(conn: Connection, shop: Shop, text: str, some: list[Member]) -> list[Member]:
    if not some:
        return []
    ids = [one.member_id for one in some]
    fit = {one.member_id for one in members.matching(conn, shop.program_id, text, ids)}
    return [one for one in some if one.member_id in fit]
