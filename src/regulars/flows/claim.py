"""A guest's order is claimed: everything that its unclaimed account holds moves to the member's.

Two linked entries in one transaction, both accounts locked in id order. The guest's orders are held
by the member from then on, so that later refunds find the lots where they are now.
"""

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core import moving
from regulars.core.effects import Posted, VoucherIssued
from regulars.core.facts import MoveOut, Standing
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import OrderKey
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.domains.rewards import queries as rewards
from regulars.flows.answers import Answer, first, refusal
from regulars.flows.books import Books
from regulars.flows.shops import Shop
from regulars.flows.steps import Done, Step
from regulars.kit import ids

ORDERS_MAX = 10_000


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
    return _move(conn, shop, member, kept.holder_id)


def _move(conn: Connection, shop: Shop, member: Member, guest: UUID) -> Answer:
    books = Books(conn, shop)
    books.lock([guest, member.account_id])
    leaving = MoveOut(occurred_at=shop.now, into=ids.encode("acc", member.account_id))
    # What leaves is listed from the state in which it leaves: whatever fell due happens first.
    books.pass_time(guest)
    arriving = moving.contents(books.state(guest), ids.encode("acc", guest), leaving)
    codes = {one.number: one.code for one in rewards.vouchers(conn, [guest])}
    out = books.evaluate(
        Step(account_id=guest, fact=leaving, key="moved-out", fingerprint=member.account_id.bytes)
    )
    if out.outcome.refused is not None:
        return first(out)
    came = books.evaluate(
        Step(
            account_id=member.account_id,
            fact=arriving,
            key=f"moved-in:{guest}",
            fingerprint=guest.bytes,
            codes_kept={one.number: codes[one.number] for one in arriving.vouchers},
        )
    )
    assert came.outcome.refused is None, "what left one account must arrive at the other"
    _rehang(books, guest, member.account_id, [one.lot for one in arriving.lots], came)
    books.write()
    return first(came)


def _rehang(books: Books, guest: UUID, holder: UUID, lots: list[int], came: Done) -> None:
    """Will point the guest's orders at the lots and vouchers under their new numbers."""
    posted = [one for one in came.outcome.effects if isinstance(one, Posted)]
    opened = [lot.lot for one in posted for lot in one.opened if one.kind == "move_in"]
    new_lots: dict[int, int] = dict(zip(lots, opened, strict=True))
    new_vouchers = {
        one.moved_from or 0: one.number
        for one in came.outcome.effects
        if isinstance(one, VoucherIssued) and one.moved_from is not None
    }
    for kept in events.orders_held(books.conn, guest, ORDERS_MAX):
        books.restand(kept.key, _renumbered(kept.stands(), new_lots, new_vouchers), holder)


def _renumbered(standing: Standing, lots: dict[int, int], vouchers: dict[int, int]) -> Standing:
    # A lot that was spent before the move has no new number; 0 is none, so it is never touched.
    shares = tuple(
        msgspec.structs.replace(one, lot=lots.get(one.lot, 0)) for one in standing.shares
    )
    issued = tuple(
        msgspec.structs.replace(one, voucher=vouchers.get(one.voucher, 0))
        for one in standing.issued
    )
    return msgspec.structs.replace(standing, shares=shares, issued=issued)
