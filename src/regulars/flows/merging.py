"""A guest's account is emptied into a member's: points, vouchers, orders and every name.

Two linked entries in the caller's books, both accounts locked there. The guest's orders are held by
the member from then on, so that later refunds find the lots where they are now.
"""

from collections.abc import Iterable
from uuid import UUID

import msgspec
from msgspec import Struct

from regulars.core import moving
from regulars.core.effects import Outcome, Posted, VoucherIssued
from regulars.core.facts import MoveIn, MoveOut, Standing
from regulars.core.rules.limits import Charge
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import KeptOrder
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import operations as members
from regulars.domains.members.contracts import Known, Member
from regulars.domains.rewards import queries as rewards
from regulars.domains.tiers import operations as tiers
from regulars.flows.books import Books
from regulars.flows.member_cards import register
from regulars.flows.steps import Done, Step
from regulars.kit import ids

ORDERS_MAX = 10_000


def merge(books: Books, member: Member, guest: UUID) -> Done:
    """Will move all that a guest's account holds to the member's; a refused step moves nothing."""
    shop = books.shop
    leaving = MoveOut(occurred_at=shop.now, into=ids.encode("acc", member.account_id))
    # What leaves is listed from the state in which it leaves: whatever fell due happens first.
    passed = books.pass_time(guest)
    arriving = moving.contents(books.state(guest), ids.encode("acc", guest), leaving)
    # An account that was split off again may move once more.
    mark = f":#{books.state(guest).events}"
    came = _across(books, guest, member.account_id, leaving, arriving, mark)
    if came.outcome.refused is not None:
        return came
    orders = events.orders_held(books.conn, guest, ORDERS_MAX)
    rehang(books, orders, guest, member.account_id, Moved(arriving, came, passed))
    if shop.program.ladders:
        tiers.leave(books.conn, guest)
    mine = Known(account_id=member.account_id, member_id=member.member_id)
    adopted = members.adopt(books.conn, shop.program_id, guest, mine)
    register(books.conn, shop, member, adopted)
    return came


def carry(
    books: Books, former: UUID, holder: UUID, *, mark: str, freed: tuple[Charge, ...]
) -> None:
    """Will move what came back to an account that had moved before. `mark` tells the moves apart;
    `freed` are counts of limits that moved the first time.
    """
    state = books.state(former)
    leaving = MoveOut(occurred_at=books.shop.now, into=ids.encode("acc", holder))
    arriving = moving.contents(state, ids.encode("acc", former), leaving)
    arriving = msgspec.structs.replace(arriving, freed=freed)
    if state.lots or state.vouchers:
        _across(books, former, holder, leaving, arriving, mark)
    elif freed:
        arrive(books, former, holder, arriving, mark)


def _across(
    books: Books, former: UUID, holder: UUID, leaving: MoveOut, arriving: MoveIn, mark: str = ""
) -> Done:
    """Will book both halves of a move; the first one may be refused."""
    out = books.evaluate(
        Step(
            account_id=former, fact=leaving, key=f"moved-out{mark}", fingerprint=holder.bytes
        )
    )  # fmt: skip
    if out.outcome.refused is not None:
        return out
    return arrive(books, former, holder, arriving, mark)


def arrive(books: Books, former: UUID, holder: UUID, arriving: MoveIn, mark: str) -> Done:
    """Will book what comes from one account at another; vouchers keep their codes."""
    codes = {one.number: one.code for one in rewards.vouchers(books.conn, [former])}
    came = books.evaluate(
        Step(
            account_id=holder,
            fact=arriving,
            key=f"moved-in:{former}{mark}",
            fingerprint=former.bytes,
            codes_kept={
                one.number: codes[one.number] for one in arriving.vouchers if one.number in codes
            },
        )
    )
    assert came.outcome.refused is None, "what left one account must arrive at the other"
    return came


class Moved(Struct, frozen=True):
    """What left, how it arrived, and what time had brought just before to where it left."""

    arriving: MoveIn
    came: Done
    passed: Outcome


def rehang(
    books: Books, orders: Iterable[KeptOrder], giver: UUID, holder: UUID, moved: Moved
) -> None:
    """Will point orders at the lots and vouchers under their new numbers."""
    effects = moved.came.outcome.effects
    posted = [one for one in effects if isinstance(one, Posted)]
    opened = [lot.lot for one in posted for lot in one.opened if one.kind == "move_in"]
    new_lots = dict(zip([one.lot for one in moved.arriving.lots], opened, strict=True))
    new_vouchers = {
        one.moved_from or 0: one.number
        for one in effects
        if isinstance(one, VoucherIssued) and one.moved_from is not None
    }
    for kept in orders:
        standing = kept.stands()
        lots = sorted({(giver, one.lot) for one in standing.shares})
        gone = ledger.lapsed(books.conn, lots).get(giver, {})
        gone = with_lapses(gone, moved.passed)
        standing = _renumbered(standing, new_lots, new_vouchers, gone)
        books.restand(kept.key, standing, holder)


def with_lapses(found: dict[int, int], passed: Outcome) -> dict[int, int]:
    """Will add what time that has just passed took of each lot, which is not written down yet."""
    for one in passed.effects:
        if isinstance(one, Posted) and one.kind == "expire":
            for piece in one.used:
                found[piece.lot] = found.get(piece.lot, 0) + piece.amount
    return found


def _renumbered(
    standing: Standing, lots: dict[int, int], vouchers: dict[int, int], lapsed: dict[int, int]
) -> Standing:
    # A lot that was spent before the move has no new number; 0 is none, so it is never touched.
    shares = tuple(
        msgspec.structs.replace(
            one, lot=lots.get(one.lot, 0), lapsed=one.lapsed + lapsed.get(one.lot, 0)
        )
        for one in standing.shares
    )
    issued = tuple(
        msgspec.structs.replace(one, voucher=vouchers.get(one.voucher, 0))
        for one in standing.issued
    )
    return msgspec.structs.replace(standing, shares=shares, issued=issued)
