"""Balances on the wire: what a member has in each currency, and what lapses when."""

from datetime import datetime

from regulars.core.calendar import moment
from regulars.core.effects import SAVED
from regulars.domains.ledger import queries as ledger
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Closed
from regulars.wire.problems import Problem
from regulars.wire.refs import member as find_member


class Lapse(Closed, frozen=True):
    """So much lapses at this instant, unless it is spent before."""

    amount: int
    at: datetime


class Balance(Closed, frozen=True):
    """One currency. `deficit` is owed and paid back by what is earned next."""

    currency: str
    available: int
    pending: int
    reserved: int
    deficit: int
    earned: int
    redeemed: int
    expired: int
    taken_back: int
    lapses: tuple[Lapse, ...]


class BalancesOut(Closed, frozen=True):
    """All currencies of the program, and what vouchers have saved, in minor units of money."""

    account: str
    balances: tuple[Balance, ...]
    saved_minor: int


def handle(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/balances."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    account_id = member.account_id
    pots = ledger.balances(asked.conn, [account_id]).get(account_id, {})
    state = ledger.states(asked.conn, [account_id]).get(account_id)
    balances = []
    for currency in asked.shop.program.currencies(pots):
        held = pots.get(currency, {})
        lapses: dict[int, int] = {}
        for lot in state.lots if state else ():
            if lot.currency == currency and lot.expires is not None and lot.left:
                lapses[lot.expires] = lapses.get(lot.expires, 0) + lot.left
        balances.append(
            Balance(
                currency=currency,
                available=held.get("available", 0),
                pending=held.get("pending", 0),
                reserved=held.get("reserved", 0),
                deficit=-held.get("deficit", 0),
                earned=-held.get("issued", 0),
                redeemed=held.get("redeemed", 0),
                expired=held.get("expired", 0),
                taken_back=held.get("reversed", 0),
                lapses=tuple(Lapse(amount=lapses[at], at=moment(at)) for at in sorted(lapses)),
            )
        )
    out = BalancesOut(
        account=ids.encode("acc", account_id),
        balances=tuple(balances),
        saved_minor=pots.get(SAVED, {}).get("redeemed", 0),
    )
    return Answered(status=200, body=out)
