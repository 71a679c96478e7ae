"""A guest's order is claimed: everything that its unclaimed account holds moves to the member's."""

from uuid import UUID

from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.domains.events import queries as events
from regulars.domains.events.contracts import OrderKey
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.flows.answers import Answer, first, refusal
from regulars.flows.books import Books
from regulars.flows.member_cards import settle
from regulars.flows.merging import merge
from regulars.flows.shops import Shop


def claim(conn: Connection, shop: Shop, member: Member, order: OrderKey) -> Answer:
    """Will claim an order's guest account for a member. Refusals: order_unknown,
    order_of_another_member. Claiming twice changes nothing and answers `repeated`."""
    kept = events.orders(conn, [order]).get(order)
    if kept is None:
        return refusal("order_unknown", order=order.external_id)
    if kept.holder_id == member.account_id:
        return Answer(status="repeated", account_id=member.account_id)
    if members.member_of(conn, shop.program_id, kept.holder_id) is not None:
        return refusal("order_of_another_member")
    return _move(conn, shop, member, order, kept.holder_id)


def _move(conn: Connection, shop: Shop, member: Member, order: OrderKey, guest: UUID) -> Answer:
    stands = members.locked(conn, shop.program_id, member.member_id)
    if stands is None:
        raise SerializationFailure("the member became another one meanwhile")
    books = Books(conn, shop, ())
    books.lock([guest, member.account_id])
    # Read again under the locks: somebody may have joined or claimed meanwhile.
    holder = events.orders(conn, [order])[order].holder_id
    if holder != guest or members.member_of(conn, shop.program_id, guest) is not None:
        raise SerializationFailure("a guest's account was taken meanwhile")
    came = merge(books, member, guest)
    if came.outcome.refused is None:
        books.write()
        settle(conn, shop, stands)
    return first(came)
