"""What an account had spent on an order or used on it, as the rules need it to give it back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from msgspec import Struct

from regulars.core.facts import BenefitUse, Order, SpentOn, UsedVoucher
from regulars.domains.benefits import queries as benefits
from regulars.domains.benefits.contracts import Use as Benefited
from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Redemption, Use, Voucher
from regulars.flows.books import Books


class Paid(Struct, frozen=True, kw_only=True):
    """Points, vouchers and benefits. `moved` are vouchers that are elsewhere by now."""

    spent: tuple[SpentOn, ...]
    used: tuple[UsedVoucher, ...]
    benefits: tuple[BenefitUse, ...]
    moved: frozenset[int] = frozenset()


def with_what(books: Books, orders: Sequence[tuple[UUID, Order]]) -> dict[UUID, Paid]:
    """Will find what accounts gave for an order each, under either of the order's names."""
    refs = {
        account_id: (order.order_id, f"{order.source}/{order.external_id}")
        for account_id, order in orders
    }
    named = [(account_id, ref) for account_id, both in refs.items() for ref in both]
    spent = _by_account(rewards.redemptions_on(books.conn, named))
    bought = [
        (one.account_id, one.voucher)
        for some in spent.values() for one in some if one.voucher is not None
    ]  # fmt: skip
    elsewhere = {
        (use.account_id, use.number)
        for use in rewards.uses_of(books.conn, bought)
        if use.order_ref not in refs[use.account_id]
    }
    uses = _by_account(rewards.uses_on(books.conn, named))
    numbers = {(use.account_id, use.number) for some in uses.values() for use in some}
    vouchers = _by_account(rewards.numbered(books.conn, sorted({*numbers, *bought})))
    benefited = _by_account(_benefits(books, named))
    return {
        one: _paid(
            spent.get(one, []), {number for whose, number in elsewhere if whose == one},
            uses.get(one, []), vouchers.get(one, []), benefited.get(one, []),
        )
        for one in refs
    }  # fmt: skip


class _Owned(Protocol):
    @property
    def account_id(self) -> UUID: ...


Row = TypeVar("Row", bound=_Owned)


def _by_account(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for one in rows:
        found.setdefault(one.account_id, []).append(one)
    return found


def _paid(
    spent: Sequence[Redemption], elsewhere: set[int], uses: Sequence[Use],
    found: Sequence[Voucher], benefited: Sequence[Benefited],
) -> Paid:  # fmt: skip
    vouchers = {one.number: one for one in found}
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
        benefits=tuple(one.known() for one in benefited),
        moved=frozenset(one.number for one in found if one.status == "moved"),
    )


def _benefits(books: Books, named: Sequence[tuple[UUID, str]]) -> list[Benefited]:
    """Will give the benefits that were used on orders; a program without any is not asked."""
    if not any(one.document.benefits for one in books.shop.timeline.programs):
        return []
    return benefits.uses_on(books.conn, named)


def _seconds(moment: datetime | None) -> int | None:
    return int(moment.timestamp()) if moment else None
