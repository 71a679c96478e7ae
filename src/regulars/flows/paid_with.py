"""What an account had spent on an order or used on it, as the rules need it to give it back."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from regulars.core.facts import BenefitUse, Order, SpentOn, UsedVoucher
from regulars.domains.benefits import queries as benefits
from regulars.domains.rewards import queries as rewards
from regulars.flows.books import Books


class Paid(Struct, frozen=True, kw_only=True):
    """Points, vouchers and benefits. `moved` are vouchers that are elsewhere by now."""

    spent: tuple[SpentOn, ...]
    used: tuple[UsedVoucher, ...]
    benefits: tuple[BenefitUse, ...]
    moved: frozenset[int] = frozenset()


def with_what(books: Books, account_id: UUID, order: Order) -> Paid:
    """Will find what an account gave for an order, under either of the order's names."""
    refs = [order.order_id, f"{order.source}/{order.external_id}"]
    spent = rewards.redemptions_on(books.conn, account_id, refs)
    bought = [one.voucher for one in spent if one.voucher is not None]
    elsewhere = rewards.used_elsewhere(books.conn, account_id, bought, refs)
    uses = rewards.uses_on(books.conn, account_id, refs)
    numbers = [use.number for use in uses]
    vouchers = {
        one.number: one
        for one in rewards.numbered(books.conn, [(account_id, one) for one in numbers + bought])
    }
    return Paid(
        spent=tuple(one.spent(elsewhere=one.voucher in elsewhere) for one in spent),
        used=tuple(
            UsedVoucher(
                number=use.number,
                reward=vouchers[use.number].reward,
                version=vouchers[use.number].version,
                expires=_seconds(vouchers[use.number].expires_at),
                event_no=use.event_no,
                revoked=vouchers[use.number].status == "revoked",
                saved_minor=use.saved_minor,
            )
            for use in uses
        ),
        benefits=_benefits(books, account_id, refs),
        moved=frozenset(one.number for one in vouchers.values() if one.status == "moved"),
    )


def _benefits(books: Books, account_id: UUID, refs: list[str]) -> tuple[BenefitUse, ...]:
    """Will give the benefits that were used on the order; a program without any is not asked."""
    if not any(one.document.benefits for one in books.shop.timeline.programs):
        return ()
    return tuple(one.known() for one in benefits.uses_on(books.conn, account_id, refs))


def _seconds(moment: datetime | None) -> int | None:
    return int(moment.timestamp()) if moment else None
