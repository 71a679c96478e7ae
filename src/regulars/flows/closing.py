"""A member leaves the program, and may come back by joining under a name of theirs."""

import msgspec
from psycopg import Connection

from regulars.core.facts import Closed, Returned
from regulars.domains.members import operations as members
from regulars.domains.members import queries as found
from regulars.domains.members.contracts import Member
from regulars.flows.answers import Answer, first, refusal
from regulars.flows.books import Books
from regulars.flows.leave_club import leave_all
from regulars.flows.shops import Shop
from regulars.flows.sign_up import give_up_all
from regulars.flows.steps import unasked


def close(conn: Connection, shop: Shop, member: Member, *, actor: str = "") -> Answer:
    """Will close a member's account; their names stay theirs, their places at events go to others.
    Closing twice answers `repeated`.
    Refusal: member_shares_account (they leave what they share first)."""
    stands = found.locked(conn, shop.program_id, member.member_id)
    if stands is None or stands.erased_at is not None:
        return refusal("member_unknown")
    if stands.closed_at is not None:
        return Answer(status="repeated", account_id=stands.account_id)
    if stands.role:
        return refusal("member_shares_account")
    give_up_all(conn, shop, stands.account_id)
    leave_all(conn, shop, stands.account_id)
    books = Books(conn, shop, ())
    books.lock([stands.account_id])
    done = books.evaluate(
        unasked(stands.account_id, Closed(occurred_at=shop.now), "member.closed", actor=actor)
    )
    if done.outcome.refused is None:
        books.write()
        members.change(conn, msgspec.structs.replace(stands, closed_at=shop.now))
    return first(done)


def come_back(books: Books, member: Member, way: str) -> Member:
    """Will open the account of a locked member again, in the caller's books."""
    books.lock([member.account_id])
    books.evaluate(
        unasked(member.account_id, Returned(occurred_at=books.shop.now, way=way), "member.returned")
    )
    member = msgspec.structs.replace(member, closed_at=None)
    members.change(books.conn, member)
    return member
