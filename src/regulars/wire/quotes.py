"""Quotes on the wire: an order's body, and what would follow from it. Nothing is stored."""

from regulars.core.effects import AnyEffect
from regulars.domains.members import queries as members
from regulars.domains.rewards import queries as rewards
from regulars.flows import quote as quoting
from regulars.flows.answers import Answer
from regulars.wire.calls import Answered, Asked, Closed
from regulars.wire.effects import Effect, told_of
from regulars.wire.orders import OrderIn, fact_of
from regulars.wire.problems import Problem, of, problem


class OfferOut(Closed, frozen=True):
    """A reward for points: its price and how much is missing for it."""

    reward: str
    currency: str
    price: int
    missing: int


class SavingOut(Closed, frozen=True):
    """An open voucher: what it would take off, or the code that says why nothing."""

    code: str
    reward: str
    saved_minor: int
    refused: str


class StackOut(Closed, frozen=True):
    """One of several vouchers that go together: what it takes off of what is left by then."""

    code: str
    saved_minor: int


class PaymentOut(Closed, frozen=True):
    """Points that could pay for a part of the order; `worth_minor` is what `most` of them pay."""

    currency: str
    least: int
    most: int
    step: int
    worth_minor: int


class PriceOut(Closed, frozen=True):
    """What the member pays for a line by a benefit."""

    line_id: str
    benefit: str
    off_minor: int
    pays_minor: int


class QuoteOut(Closed, frozen=True):
    """What the order would earn, what could be redeemed, and what the member's vouchers would
    save: each by itself, and `together`, in the order in which they take something off.
    """

    effects: tuple[Effect, ...]
    offers: tuple[OfferOut, ...]
    vouchers: tuple[SavingOut, ...]
    together: tuple[StackOut, ...]
    payments: tuple[PaymentOut, ...]
    prices: tuple[PriceOut, ...]


def handle(asked: Asked) -> Answered | Problem:
    """POST /v1/quotes."""
    body: OrderIn = asked.body
    read = fact_of(body)
    if isinstance(read, Problem):
        return read
    account_id = None
    # A key that stands in a browser must not tell anybody what somebody else has.
    if read.buyer is not None and asked.key.kind != "publishable":
        known = members.find(asked.conn, asked.shop.program_id, [read.buyer]).get(read.buyer)
        if known is None and read.buyer.kind == "id":
            return problem("member_unknown", ref=body.member or "")
        if known is not None and known.barred:
            return problem(known.barred)
        account_id = known.account_id if known else None
    found = quoting.quote(asked.conn, asked.shop, account_id, read.fact)
    if found.outcome.refused is not None:
        return of(found.outcome.refused)
    held = rewards.vouchers(asked.conn, [account_id]) if account_id else []
    codes = {one.number: one.code for one in held}
    effects: tuple[AnyEffect, ...] = found.outcome.effects[found.outcome.elapsed :]
    out = QuoteOut(
        effects=told_of(asked.conn, Answer(status="quoted", account_id=account_id), effects),
        offers=tuple(
            OfferOut(reward=one.reward, currency=one.currency, price=one.price, missing=one.missing)
            for one in found.offers
        ),
        vouchers=tuple(
            SavingOut(
                code=codes[one.voucher],
                reward=one.reward,
                saved_minor=one.saved_minor,
                refused=one.refused,
            )
            for one in found.savings
            if one.voucher in codes
        ),
        together=tuple(
            StackOut(code=codes[number], saved_minor=saved)
            for number, saved in found.together
            if number in codes
        ),
        payments=tuple(
            PaymentOut(**{name: getattr(one, name) for name in PaymentOut.__struct_fields__})
            for one in found.payments
        ),
        prices=tuple(
            PriceOut(
                line_id=one.line_id, benefit=one.benefit, off_minor=one.off_minor,
                pays_minor=one.pays_minor,
            )
            for one in found.prices
        ),
    )  # fmt: skip
    return Answered(status=200, body=out)
