"""What an order would earn and what could be redeemed on it: everything is worked out, nothing
stored.
"""

from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.core import vouchers
from regulars.core.calendar import instant
from regulars.core.effects import Outcome
from regulars.core.evaluate import evaluate
from regulars.core.facts import Inputs, Order
from regulars.core.state import AccountState, balance
from regulars.domains.budgets import operations as budgets
from regulars.flows.books import DRAWS
from regulars.flows.describing import describe
from regulars.flows.shops import Shop, budget_limits, holds_out, lot_of
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


class Quote(Struct, frozen=True, kw_only=True):
    """The answer to 'what if'."""

    outcome: Outcome
    offers: tuple[Offer, ...]
    savings: tuple[Saving, ...]
    state: AccountState


def quote(conn: Connection, shop: Shop, account_id: UUID | None, order: Order) -> Quote:
    """Will quote for a member, or for somebody who is none (`account_id` is None)."""
    state = standing(conn, shop, account_id) if account_id else AccountState()
    described = describe(conn, shop, [order])(order)
    then = max(shop.instant, instant(order.occurred_at))  # one may ask about days to come
    outcome, after = evaluate(
        shop.timeline, described, state, _inputs(conn, shop, account_id), then
    )
    program = shop.program
    offers = []
    for name, reward in program.document.rewards.items():
        for currency, price in reward.price.items():
            held = balance(state, currency, shop.instant)
            offers.append(
                Offer(reward=name, currency=currency, price=price, missing=max(0, price - held))
            )
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
    return Quote(outcome=outcome, offers=tuple(offers), savings=tuple(savings), state=after)


def _inputs(conn: Connection, shop: Shop, account_id: UUID | None) -> Inputs:
    """What is left of budgets now; chance is never promised."""
    used = budgets.used(conn, shop.program_id)
    limits = budget_limits(shop.program)
    left = {key: most - used.get(key, 0) for key, most in limits.items()}
    lot = lot_of(account_id) if account_id and holds_out(shop.program) else 0
    return Inputs(draw=DRAWS - 1, lot=lot, budget_left=left)
