"""Two members who are one person: everything of the one becomes the other's, names included."""

import msgspec
from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.core.facts import ProfileChanged
from regulars.domains import notes, tags
from regulars.domains.cards import operations as cards
from regulars.domains.members import likeness
from regulars.domains.members import operations as members
from regulars.domains.members import queries as found
from regulars.domains.members.contracts import KINDS, Known, Member
from regulars.domains.segments import operations as segments
from regulars.flows import consenting, leave_club, merge_kept
from regulars.flows.answers import Answer, first, refusal
from regulars.flows.books import Books
from regulars.flows.member_cards import current
from regulars.flows.merging import merge
from regulars.flows.shops import Shop
from regulars.flows.sign_up import hand_over
from regulars.flows.steps import unasked


def unite(conn: Connection, shop: Shop, keep: Member, other: Member, *, actor: str = "") -> Answer:
    """Will move all that `other` has to `keep`: points with their dates, vouchers, orders, credit,
    limits, and every name; `keep`'s own details stand, the other's fill what is missing.

    Refusals: member_merges_itself, account_closed (either of them left),
    member_shares_account, and account_moved.
    """
    if keep.member_id == other.member_id:
        return refusal("member_merges_itself")
    stand = {
        one: found.locked(conn, shop.program_id, one)
        for one in sorted((keep.member_id, other.member_id))
    }
    mine, theirs = stand[keep.member_id], stand[other.member_id]
    if mine is None or theirs is None or mine.merged_into or theirs.merged_into:
        raise SerializationFailure("somebody united them meanwhile")
    if mine.closed_at or theirs.closed_at:
        return refusal("account_closed")
    if mine.role or theirs.role:
        return refusal("member_shares_account")
    before = merge_kept.remember(conn, shop, mine, theirs)
    hand_over(conn, shop, theirs.account_id, mine.account_id)
    leave_club.hand_over(conn, shop, theirs.account_id, mine.account_id)
    books = Books(conn, shop, ())
    books.lock([mine.account_id, theirs.account_id])
    came = merge(books, mine, theirs.account_id)
    if came.outcome.refused is not None:
        return first(came)
    united = merge_kept.united(mine, theirs)
    if united.profile() != mine.profile():
        fact = ProfileChanged(occurred_at=shop.now, profile=united.profile())
        books.evaluate(unasked(mine.account_id, fact, "changed", actor=actor))
    books.write()
    now_mine = Known(account_id=mine.account_id, member_id=mine.member_id)
    members.absorb(conn, shop.program_id, theirs.member_id, now_mine)
    likeness.absorb(conn, shop.program_id, theirs.member_id, mine.member_id)
    cards.hand_over(conn, shop.program_id, theirs.member_id, mine.member_id)
    consenting.unite(conn, shop, mine, theirs)
    for kept in (tags, notes):
        kept.operations.hand_over(conn, shop.program_id, theirs.member_id, mine.member_id)
    members.note_merge(conn, merge_kept.noted(conn, shop, before, came.event_no, actor))
    members.change(conn, _gone(theirs, mine))
    members.change(conn, current(conn, shop, united))
    segments.forget(conn, theirs.account_id)
    return first(came)


def _gone(theirs: Member, mine: Member) -> Member:
    blank = dict.fromkeys((*KINDS, "birth_date"))
    return msgspec.structs.replace(
        theirs, **blank, name="", language="", attributes=b"{}", segments=b"[]",
        merged_into=mine.member_id,
    )  # fmt: skip
