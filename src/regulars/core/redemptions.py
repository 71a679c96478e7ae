"""Redemption in two phases: reserve, then commit or cancel; `restoring` rolls back afterwards.

A reservation moves pieces of lots aside; they keep their dates, so cancelling restores exactly
them.
"""

from decimal import Decimal

from msgspec import structs

from regulars.core import holding, offers, voucher_holds, vouchers
from regulars.core.account import Account
from regulars.core.compiled import Compiled, Timeline
from regulars.core.effects import SAVED, Move, Params, Refused, Why
from regulars.core.facts import Commit, Inputs, Reserve
from regulars.core.points import lots
from regulars.core.rules.limits import ALL, uncharge
from regulars.core.rules.row import Event
from regulars.core.state import Hold


def reserve(
    account: Account, program: Compiled, fact: Reserve, at: int, now: int, inputs: Inputs
) -> Refused | None:
    """Will set a reward's price aside. Refusals: reward_unknown, reward_not_for_points,
    price_unknown, balance_too_low, and those of `offers.closed` and `offers.charges`."""
    word = program.document.rewards.get(fact.reward)
    if word is None:
        return Refused(code="reward_unknown", params={"reward": fact.reward})
    event = Event(program, account, at, channel=fact.channel, location=fact.location)
    price = _price(account, program, fact, inputs.lot, at)
    refused = offers.closed(program.document.redeeming, fact.reward, word, event)
    if refused:
        return refused
    if isinstance(price, Refused):
        return price
    taken = offers.charges(account, program, fact.reward, event, inputs)
    if isinstance(taken, Refused):
        return taken
    short = holding.short_of(account, price)
    if short:
        return short
    offers.charge(account, taken, program, fact.reward)
    given = program.minor(word.value or Decimal(0)) if word.kind == "donation" else 0
    draft = Hold(
        number=0, reward=fact.reward, version=program.version, currency="", amount=0,
        expires=holding.until(program, fact.hold_seconds, now), order_id=fact.order_id,
        charges=taken, worth_minor=given,
    )  # fmt: skip
    holding.set_aside(account, draft, price, at, {"reward": fact.reward})
    return None


def _price(
    account: Account, program: Compiled, fact: Reserve, lot: int, at: int
) -> holding.Price | Refused:
    """The price that was named, else the first one that can be paid, else the first one."""
    prices = offers.prices(account, program, fact.reward, lot, at)
    if not prices:
        return Refused(code="reward_not_for_points", params={"reward": fact.reward})
    if fact.price is not None:
        prices = prices[fact.price : fact.price + 1] if fact.price >= 0 else ()
    if fact.currency:
        prices = tuple(one for one in prices if fact.currency in one)
    if not prices:
        return Refused(code="price_unknown", params={"reward": fact.reward})
    return next((one for one in prices if not holding.short_of(account, one)), prices[0])


def commit(account: Account, timeline: Timeline, fact: Commit, at: int) -> Refused | None:
    """Will spend what was set aside and issue the reward's voucher, or use the voucher that was
    held. Refusals: redemption_not_reserved, voucher_not_open.
    """
    hold = account.holds.get(fact.redemption)
    if hold is None:
        return Refused(code="redemption_not_reserved")
    hold = structs.replace(hold, order_id=fact.order_id or hold.order_id)
    if hold.voucher is not None:
        refused = voucher_holds.commit(account, hold, at)
        if refused:
            return refused
    del account.holds[hold.number]
    if hold.parts:
        hold = _spend(account, timeline.version(hold.version), hold, at)
    told = holding.changed(hold, "committed", at, pieces=True)
    account.effects.append(structs.replace(told, receipt=fact.receipt))
    return None


def _spend(account: Account, program: Compiled, hold: Hold, at: int) -> Hold:
    params: Params = {"reward": hold.reward, "redemption": hold.number}
    why = Why(code="redemption.committed", params=params)
    if not hold.reward:
        params = {"redemption": hold.number, "worth": hold.worth_minor}
        stored = hold.currency in program.document.stored_value
        why = Why(code="stored_value.spent" if stored else "payment.committed", params=params)
    for part in hold.parts:
        account.post(
            "redeem", at=at, why=why, version=program.version,
            moves=(Move(part.currency, "reserved", "redeemed", part.amount),), used=part.pieces,
        )  # fmt: skip
    if not hold.reward:
        account.post(
            "save", at=at, why=why, version=program.version,
            moves=(Move(SAVED, "issued", "redeemed", hold.worth_minor),),
        )  # fmt: skip
        return hold
    if program.document.rewards[hold.reward].kind == "donation":
        return hold  # it is given to its cause: there is nothing left to use
    number = vouchers.issue(account, program, hold.reward, rule="", at=at, why=why)
    return structs.replace(hold, voucher=number)


def cancel(
    account: Account, program: Compiled, number: int, at: int, status: str
) -> Refused | None:
    """Will set a reservation free: 'cancelled' or 'expired'. Refusal: redemption_not_reserved."""
    hold = account.holds.pop(number, None)
    if hold is None:
        return Refused(code="redemption_not_reserved")
    why = Why(code=f"redemption.{status}", params={"redemption": number})
    holding.set_free(account, program, hold, at, why)
    if hold.voucher is not None:
        voucher_holds.free(account, hold)
    uncharge(account, hold.charges, times=True, amount=ALL)
    told = holding.changed(hold, status, at, pieces=False)
    account.effects.append(structs.replace(told, reward="", order_id=""))
    for part in hold.parts:
        lots.repay(account, program, part.currency, at)
    return None
