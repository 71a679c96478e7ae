"""Stored value moves from one account to another: two linked entries through `transferred`.

Its lots keep their dates, so that value lives neither longer nor shorter for having moved. What a
gift card holds is loaded into a wallet in the same way, and its limits are not those of members.
"""

from regulars.core import calendar
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Params, Refused, Why
from regulars.core.facts import Inputs, ReceiveValue, SendValue
from regulars.core.holding import short_of
from regulars.core.points import lots
from regulars.core.program import Transfers
from regulars.core.rules import limits
from regulars.core.rules.nodes import Limit
from regulars.core.wallet import word_of


def send(account: Account, program: Compiled, fact: SendValue, at: int) -> Refused | None:
    """Will let value go. Refusals: gift_card_blocked, wallet_unknown, amount_is_nothing,
    transfers_not_allowed, transfer_out_of_bounds, transfers_of_day_used, balance_too_low."""
    if account.blocked:
        return Refused(code="gift_card_blocked")
    held = account.available(fact.wallet)
    amount = fact.amount_minor or (held if fact.load else 0)
    word = word_of(program, fact.wallet, amount)
    if isinstance(word, Refused):
        return word
    short = short_of(account, {fact.wallet: amount})
    if short:
        return short
    if not fact.load:
        barred = _bounds(account, program, word.transfers, fact.wallet, amount, at)
        if barred:
            return barred
    account.last_active = max(account.last_active or 0, at)
    pieces = lots.take(account, fact.wallet, amount)
    code = "gift_card.loaded" if fact.load else "stored_value.sent"
    account.post(
        "send_value", at=at, version=program.version, used=pieces,
        why=Why(code=code, params={"amount": amount, "to": fact.to}),
        moves=(Move(fact.wallet, "available", "transferred", amount),),
    )  # fmt: skip
    return None


def _bounds(
    account: Account, program: Compiled, terms: Transfers | None, wallet: str, amount: int, at: int
) -> Refused | None:
    if terms is None:
        return Refused(code="transfers_not_allowed", params={"wallet": wallet})
    least = program.minor(terms.least) if terms.least is not None else 1
    most = program.minor(terms.most) if terms.most is not None else amount
    if not least <= amount <= most:
        return Refused(code="transfer_out_of_bounds", params={"least": least, "most": most})
    if terms.per_day is None:
        return None
    limit = Limit(per="day", amount=program.minor(terms.per_day))
    day = calendar.local(at, program.zone).date()
    key = f"transfers:{wallet}"
    left = limits.left_of(account, limit, key, day, Inputs())
    if amount > left:
        params: Params = {"left": max(left, 0), "per_day": limit.amount or 0}
        return Refused(code="transfers_of_day_used", params=params)
    limits.note(account, limit, (key, limits.period_key_of(limit, day), 0, amount))
    return None


def receive(
    account: Account, program: Compiled, fact: ReceiveValue, at: int, now: int
) -> Refused | None:
    """Will take value in, lot by lot. Refusals: wallet_unknown, amount_is_nothing, wallet_full."""
    amount = sum(one.amount for one in fact.lots)
    word = word_of(program, fact.wallet, amount)
    if isinstance(word, Refused):
        return word
    held = account.available(fact.wallet)
    if word.most is not None and held + amount > program.minor(word.most):
        params: Params = {"most": program.minor(word.most), "held": held}
        return Refused(code="wallet_full", params=params)
    opened = tuple(
        lots.open_lot(
            account, program, fact.wallet, one.amount, at=at, now=now, available=min(at, now),
            expires=one.expires,
        )
        for one in fact.lots
    )  # fmt: skip
    account.post(
        "receive_value", at=at, version=program.version, opened=opened,
        why=Why(code="stored_value.received", params={"amount": amount, "from": fact.came_from}),
        moves=(Move(fact.wallet, "transferred", "available", amount),),
    )  # fmt: skip
    account.notify("stored_value.received", now, wallet=fact.wallet, amount=amount)
    lots.repay(account, program, fact.wallet, now)
    return None
