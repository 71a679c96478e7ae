"""Somebody no longer shares an account: alone with a part of it, or back to what waited for them.

Who leaves a household is a member since they first joined, with the limits that the household had
used; orders stay where they were told, and so does what comes back of them.
"""

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core import sharing as rules
from regulars.core.facts import (
    Closed,
    Parted,
    PersonLeft,
    ProfileChanged,
    SharingEnded,
)
from regulars.core.sharing import COMPANY, HEAD, HOUSEHOLD
from regulars.domains import sharing
from regulars.domains.members import operations as members
from regulars.domains.members import queries as found
from regulars.domains.members.contracts import Member
from regulars.domains.sharing.contracts import Shared
from regulars.flows.answers import Answer, first, refusal
from regulars.flows.books import Books
from regulars.flows.share_account import stand
from regulars.flows.shops import Shop
from regulars.flows.steps import Done, Step, unasked
from regulars.kit import ids


def leave(conn: Connection, shop: Shop, member: Member, *, actor: str = "") -> Answer:
    """Will let a member leave the account that they share; the last one ends it.

    Refusals: account_not_shared (they share none), head_hands_over_first.
    """
    stands = stand(conn, shop, member)
    if not stands.role:
        return refusal("account_not_shared")
    account_id = stands.account_id
    shared = sharing.queries.some(conn, shop.program_id, [account_id])[account_id]
    books = Books(conn, shop, ())
    books.lock([account_id])
    others = books.state(account_id).people > 1
    if stands.role == HEAD and others:
        return refusal("head_hands_over_first")
    if not others:
        return _end(books, stands, shared, actor)
    answer = _back(books, stands, actor) if shared.kind == COMPANY else _part(books, stands, actor)
    if answer.refused is None:
        sharing.operations.end(conn, account_id, stands.member_id, shop.now)
    return answer


def _part(books: Books, member: Member, actor: str) -> Answer:
    """Out of a household: a new account with a part of the old one, as the program says."""
    conn, shop, account_id, alone = books.conn, books.shop, member.account_id, ids.new()
    books.lock([alone])
    books.pass_time(account_id)
    before = books.state(account_id)
    gone = PersonLeft(
        occurred_at=shop.now, member=ids.encode("mem", member.member_id),
        into=ids.encode("acc", alone), lots=rules.share_of(shop.program, before),
    )  # fmt: skip
    mine = Parted(
        occurred_at=shop.now, came_from=ids.encode("acc", account_id), joined=member.joined_at,
        profile=member.profile(),
    )  # fmt: skip
    left = books.evaluate(unasked(account_id, gone, "account.person_left", actor=actor))
    if left.outcome.refused is not None:
        return first(left)
    theirs = rules.parting(before, gone, mine)
    done = books.evaluate(unasked(alone, theirs, "account.parted", actor=actor))
    assert done.outcome.refused is None, "what left one account must arrive at the other"
    books.write()
    members.settle(conn, member, alone, "")
    return first(done)


def _back(books: Books, member: Member, actor: str) -> Answer:
    """From a company to the account that waited."""
    done = books.evaluate(_gone(books, member, actor))
    if done.outcome.refused is None:
        books.write()
        _return(books.conn, books.shop, member)
    return first(done)


def _gone(books: Books, member: Member, actor: str) -> Step:
    fact = PersonLeft(occurred_at=books.shop.now, member=ids.encode("mem", member.member_id))
    return unasked(member.account_id, fact, "account.person_left", actor=actor)


def _return(conn: Connection, shop: Shop, member: Member) -> None:
    stays = sharing.queries.stays(conn, shop.program_id, member.member_id)
    own = next(one.account_id for one in stays if one.own and one.until is None)
    sharing.operations.end(conn, own, member.member_id, shop.now)
    members.settle(conn, member, own, "")


def _end(books: Books, member: Member, shared: Shared, actor: str) -> Answer:
    """The last one: a household's account is theirs, a company's is closed."""
    conn, shop, account_id = books.conn, books.shop, shared.account_id
    fact = SharingEnded(occurred_at=shop.now)
    done = books.evaluate(unasked(account_id, fact, "account.sharing_ended", actor=actor))
    if done.outcome.refused is not None:
        return first(done)
    if shared.kind == COMPANY:
        closed = Closed(occurred_at=shop.now)
        books.evaluate(unasked(account_id, closed, "member.closed", actor=actor))
    books.write()
    sharing.operations.end(conn, account_id, member.member_id, shop.now)
    if shared.kind == COMPANY:
        _return(conn, shop, member)
    else:
        members.settle(conn, member, account_id, "")
    sharing.operations.close(conn, account_id)
    sharing.operations.share(conn, msgspec.structs.replace(shared, ended_at=shop.now))
    return first(done)


def change_role(conn: Connection, shop: Shop, shared: Shared, member: Member, role: str) -> Answer:
    """Will give somebody another role; who becomes the head changes places with who was.

    Refusals: person_unknown (they do not share the account), role_unknown, head_hands_over_first.
    """
    people = found.sharing(conn, shop.program_id, [shared.account_id])
    rows = {
        one.member_id: stand(conn, shop, one)
        for one in sorted(people, key=lambda one: one.member_id)
        if one.merged_into is None and one.erased_at is None
    }
    mine = rows.get(member.member_id)
    if mine is None or mine.account_id != shared.account_id or not mine.role:
        return refusal("person_unknown")
    known = (HEAD, *rules.roles(shop.program.document, shared.kind))
    if role not in known:
        return refusal("role_unknown", role=role, roles=", ".join(known))
    if mine.role == role:
        return Answer(status="repeated", account_id=shared.account_id)
    if mine.role == HEAD:
        return refusal("head_hands_over_first")
    if role == HEAD:
        for one in rows.values():
            if one.role == HEAD:
                members.settle(conn, one, shared.account_id, mine.role)
        if shared.kind == HOUSEHOLD:
            _told_of(conn, shop, mine)
            sharing.operations.tell(conn, shared.account_id, mine.member_id)
    members.settle(conn, mine, shared.account_id, role)
    return Answer(status="created", account_id=shared.account_id)


def _told_of(conn: Connection, shop: Shop, head: Member) -> None:
    """What rules may ask of a household is what its head told."""
    books = Books(conn, shop, ())
    books.lock([head.account_id])
    fact = ProfileChanged(occurred_at=shop.now, profile=head.profile())
    books.evaluate(unasked(head.account_id, fact, "changed"))
    books.write()


def leave_at_once(conn: Connection, shop: Shop, member: Member) -> Member:
    """Will let a member leave whatever they share, before they are erased: the one who came next
    becomes the head in their place."""
    if not member.role:
        return member
    account_id = member.account_id
    shared = sharing.queries.some(conn, shop.program_id, [account_id])[account_id]
    others = [
        one.member_id
        for one in sharing.queries.people(conn, [account_id])
        if one.member_id != member.member_id
    ]
    if member.role == HEAD and others:
        heir = found.members(conn, shop.program_id, others[:1])[0]
        change_role(conn, shop, shared, heir, HEAD)
    leave(conn, shop, member)
    return stand(conn, shop, member)


def drop_child(conn: Connection, shop: Shop, shared: Shared, child_id: UUID) -> Done | None:
    """Will forget a child of a household; None when there is none of this id."""
    books = Books(conn, shop, ())
    books.lock([shared.account_id])
    if not sharing.operations.drop_child(conn, shared.account_id, child_id):
        return None
    fact = PersonLeft(occurred_at=shop.now, member=ids.encode("chi", child_id), child=True)
    done = books.evaluate(unasked(shared.account_id, fact, "account.person_left"))
    books.write()
    return done
