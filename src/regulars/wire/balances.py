"""Balances on the wire: what a member has in each currency, and what lapses when."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from regulars.core.calendar import moment
from regulars.core.effects import SAVED
from regulars.core.state import AccountState
from regulars.domains.ledger import queries as ledger
from regulars.domains.ledger.contracts import Pots
from regulars.flows.shops import Shop
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Closed
from regulars.wire.problems import Problem
from regulars.wire.refs import named as find_members


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
    return handle_together([asked])[0]


def handle_together(asked: Sequence[Asked]) -> list[Answered | Problem]:
    """GET /v1/members/{ref}/balances, of many at once."""
    conn, shop = asked[0].conn, asked[0].shop
    found = find_members(conn, shop.program_id, [one.path["ref"] for one in asked])
    accounts = {one.account_id for one in found if not isinstance(one, Problem)}
    pots = ledger.balances(conn, sorted(accounts)) if accounts else {}
    states = ledger.states(conn, sorted(accounts)) if accounts else {}
    return [
        one if isinstance(one, Problem)
        else _out(shop, one.account_id, pots.get(one.account_id, {}), states.get(one.account_id))
        for one in found
    ]  # fmt: skip


def _out(shop: Shop, account_id: UUID, pots: Pots, state: AccountState | None) -> Answered:
    balances = []
    for currency in shop.program.currencies(pots):
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
