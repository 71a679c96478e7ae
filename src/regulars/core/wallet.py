"""Stored value: paid in, spent in two phases or at once, paid out. It is never below nothing.

It is a currency in the smallest unit of the program's money, with lots as points have, so that
expiry, refunds of orders and what they give back hold for it as they are.
"""

from regulars.core import earning, holding, redemptions
from regulars.core.account import Account
from regulars.core.compiled import Compiled, Timeline
from regulars.core.effects import Move, Params, Refused, Why
from regulars.core.facts import (
    Activity,
    Commit,
    Inputs,
    Line,
    LotPiece,
    PayOut,
    SpendValue,
    TopUp,
)
from regulars.core.points import lots
from regulars.core.program import Wallet
from regulars.core.rules.nodes import TOPPED_UP
from regulars.core.rules.row import Event, holds_when
from regulars.core.state import Hold


def happen(
    account: Account,
    timeline: Timeline,
    fact: TopUp | SpendValue | PayOut,
    at: int,
    now: int,
    inputs: Inputs,
) -> Refused | None:
    """Will do what a fact about stored value says; paying in and paying are doing something."""
    if isinstance(fact, PayOut):
        return pay_out(account, timeline.at(now), fact, now)
    account.last_active = max(account.last_active or 0, at)
    if isinstance(fact, TopUp):
        return top_up(account, timeline.at(now), fact, at, now, inputs)
    return spend(account, timeline, fact, at, now)


def top_up(
    account: Account, program: Compiled, fact: TopUp, at: int, now: int, inputs: Inputs
) -> Refused | None:
    """Will put paid money into the wallet and give what that earns. Refusals: wallet_unknown,
    amount_is_nothing, top_up_too_small, wallet_full."""
    word = word_of(program, fact.wallet, fact.amount_minor)
    if isinstance(word, Refused):
        return word
    amount, held = fact.amount_minor, account.available(fact.wallet)
    if word.top_up_from is not None and amount < program.minor(word.top_up_from):
        params: Params = {"least": program.minor(word.top_up_from)}
        return Refused(code="top_up_too_small", params=params)
    if word.most is not None and held + amount > program.minor(word.most):
        params = {"most": program.minor(word.most), "held": held}
        return Refused(code="wallet_full", params=params)
    opened = lots.open_lot(
        account, program, fact.wallet, amount, at=at, now=now, available=min(at, now),
        expires=lots.expiry(program, fact.wallet, at, at),
    )  # fmt: skip
    account.post(
        "top_up", at=at, version=program.version, opened=(opened,),
        why=Why(code="stored_value.topped_up", params={"amount": amount}),
        moves=(Move(fact.wallet, "funded", "available", amount),),
    )  # fmt: skip
    lots.repay(account, program, fact.wallet, now)
    line = Line(line_id="top-up", sku=fact.wallet, net_minor=amount)
    activity = Activity(occurred_at=fact.occurred_at, type=TOPPED_UP, data={"wallet": fact.wallet})
    earning.earn_activity(account, program, activity, at, now, inputs, lines=(line,))
    return None


def spend(
    account: Account, timeline: Timeline, fact: SpendValue, at: int, now: int
) -> Refused | None:
    """Will set value aside for an order, and unless it is to wait, spend it at once. Refusals:
    gift_card_blocked, wallet_unknown, amount_is_nothing, redeeming_not_here, balance_too_low."""
    if account.blocked:
        return Refused(code="gift_card_blocked")
    program = timeline.at(now)
    word = word_of(program, fact.wallet, fact.amount_minor)
    if isinstance(word, Refused):
        return word
    event = Event(program, account, at, channel=fact.channel, location=fact.location)
    if not holds_when(word.when, event, ()):
        return Refused(code="redeeming_not_here", params={"location": fact.location})
    price = {fact.wallet: fact.amount_minor}
    short = holding.short_of(account, price)
    if short:
        return short
    draft = Hold(
        number=0, reward="", version=program.version, currency="", amount=0,
        expires=holding.until(program, fact.hold_seconds, now), order_id=fact.order_id,
    )  # fmt: skip
    params: Params = {"amount": fact.amount_minor}
    holding.set_aside(account, draft, price, at, params, code="stored_value.reserved")
    if fact.hold:
        return None
    commit = Commit(occurred_at=fact.occurred_at, redemption=account.holds_opened)
    return redemptions.commit(account, timeline, commit, at)


def pay_out(account: Account, program: Compiled, fact: PayOut, at: int) -> Refused | None:
    """Will take money out again: of one top-up what is left of it, or a rest that is small enough.
    Refusals: wallet_unknown, top_up_spent, rest_too_large, balance_too_low."""
    word = program.document.stored_value.get(fact.wallet)
    if word is None:
        return Refused(code="wallet_unknown", params={"wallet": fact.wallet})
    pieces = _of_lot(account, fact) if fact.lot else _rest(account, program, word, fact)
    if isinstance(pieces, Refused):
        return pieces
    amount = sum(piece.amount for piece in pieces)
    account.post(
        "pay_out", at=at, version=program.version, used=pieces,
        why=Why(code="stored_value.paid_out", params={"amount": amount}),
        moves=(Move(fact.wallet, "available", "funded", amount),),
    )  # fmt: skip
    return None


def _of_lot(account: Account, fact: PayOut) -> tuple[LotPiece, ...] | Refused:
    lot = account.lots.get(fact.lot)
    free = lot is not None and lot.currency == fact.wallet and lot.available is None
    left = lot.left if lot is not None and free else 0
    amount = fact.amount_minor or left
    if not 0 < amount <= left:
        return Refused(code="top_up_spent", params={"left": left})
    return (lots.take_from(account, fact.lot, amount),)


def _rest(
    account: Account, program: Compiled, word: Wallet, fact: PayOut
) -> tuple[LotPiece, ...] | Refused:
    held = account.available(fact.wallet)
    if not held:
        return Refused(code="balance_too_low", params={"available": 0, "missing": 0})
    below = program.minor(word.cash_out_below) if word.cash_out_below is not None else 0
    if held >= below:
        return Refused(code="rest_too_large", params={"below": below, "available": held})
    return lots.take(account, fact.wallet, held)


def word_of(program: Compiled, wallet: str, amount: int) -> Wallet | Refused:
    """Will give the terms of a wallet. Refusals: wallet_unknown, amount_is_nothing."""
    word = program.document.stored_value.get(wallet)
    if word is None:
        return Refused(code="wallet_unknown", params={"wallet": wallet})
    return word if amount > 0 else Refused(code="amount_is_nothing")
