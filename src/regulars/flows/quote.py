"""What an order would earn and what could be redeemed on it: everything is worked out, nothing
stored.
"""

from collections.abc import Iterator
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.core import paying, stacking, vouchers
from regulars.core.calendar import instant
from regulars.core.effects import Outcome
from regulars.core.evaluate import evaluate
from regulars.core.facts import Order
from regulars.core.member_prices import MemberPrice, prices
from regulars.core.state import AccountState, balance
from regulars.flows import shelves
from regulars.flows.books import DRAWS
from regulars.flows.describing import describe
from regulars.flows.shops import Shop
from regulars.flows.standing import standing


class Offer(Struct, frozen=True, kw_only=True):
    """A reward that points could buy, and whether they are enough."""

    reward: str
    currency: str
    price: int
    missing: int


class Saving(Struct, frozen=True, kw_only=True):
    """An open voucher and what it would take off the order, or the code that says why nothing."""

    voucher: int
    reward: str
    saved_minor: int
    refused: str = ""


class Payable(Struct, frozen=True, kw_only=True):
    """Points that could pay for a part of the order: what it allows, less than `least` is none."""

    currency: str
    least: int
    most: int
    step: int
    worth_minor: int


class Quote(Struct, frozen=True, kw_only=True):
    """The answer to 'what if'."""

    outcome: Outcome
    offers: tuple[Offer, ...]
    savings: tuple[Saving, ...]
    together: tuple[tuple[int, int], ...]
    payments: tuple[Payable, ...]
    state: AccountState
    prices: tuple[MemberPrice, ...] = ()


def quote(conn: Connection, shop: Shop, account_id: UUID | None, order: Order) -> Quote:
    """Will quote for a member, or for somebody who is none (`account_id` is None)."""
    state = standing(conn, shop, account_id) if account_id else AccountState()
    described = describe(conn, shop, [order])(order)
    then = max(shop.instant, instant(order.occurred_at))  # one may ask about days to come
    inputs = shelves.looked_at(conn, shop, DRAWS - 1, account_id)
    outcome, after = evaluate(shop.timeline, described, state, inputs, then)
    program = shop.program
    offers = []
    for name, reward in program.document.rewards.items():
        for price in reward.alternatives:
            for currency, amount in price.items():
                missing = max(0, amount - balance(state, currency, shop.instant))
                offers.append(Offer(reward=name, currency=currency, price=amount, missing=missing))
    savings = []
    for one in state.vouchers:
        terms = shop.timeline.version(one.version)
        saved, refused = vouchers.saving(
            terms, terms.document.rewards[one.reward], described.lines, order.shipping_minor
        )
        code = refused.code if refused else ""
        savings.append(
            Saving(voucher=one.number, reward=one.reward, saved_minor=saved, refused=code)
        )
    chosen = stacking.together(shop.timeline, state.vouchers, described.lines, order.shipping_minor)
    return Quote(
        outcome=outcome, offers=tuple(offers), savings=tuple(savings), state=after,
        together=tuple(chosen), payments=tuple(_payments(shop, state, described)),
        prices=_prices(shop, state, described),
    )  # fmt: skip


def _payments(shop: Shop, state: AccountState, order: Order) -> Iterator[Payable]:
    program = shop.program
    for currency, word in program.document.redeeming.pay.items():
        within = paying.bounds(program, word, order.lines)
        held = balance(state, currency, shop.instant)
        most = min(within.most, held - held % within.step)
        most = most if most >= within.least else 0
        yield Payable(
            currency=currency, least=within.least, most=most, step=within.step,
            worth_minor=paying.money(program, word, most),
        )  # fmt: skip


def _prices(shop: Shop, state: AccountState, order: Order) -> tuple[MemberPrice, ...]:
    return tuple(
        prices(
            shop.program, state, order.lines, shop.instant, location=order.location,
            channel=order.channel,
        )
    )  # fmt: skip
