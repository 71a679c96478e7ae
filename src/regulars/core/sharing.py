"""An account that several people share. A household pools what its members have; a company's
account is its own, and its buyers keep theirs apart.

How many share it is counted here, under the account's lock; who they are is told by the facts.
"""

from typing import Literal

from regulars.core import calendar, tiers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Refused, Why
from regulars.core.facts import (
    AccountShared,
    LotPiece,
    Parted,
    Passage,
    PersonCame,
    PersonLeft,
    SharingEnded,
    SharingFact,
)
from regulars.core.points import lots
from regulars.core.program import Program
from regulars.core.state import AccountState, Counter

HOUSEHOLD: Literal["household"] = "household"
COMPANY: Literal["company"] = "company"
HEAD, ADULT = "head", "adult"


def roles(document: Program, kind: str) -> tuple[str, ...]:
    """Will list the roles that people besides the head can have."""
    if kind == HOUSEHOLD:
        return (ADULT,)
    return tuple(document.companies.roles) if document.companies else ()


def may_spend(document: Program, role: str) -> bool:
    """Will tell whether somebody with a role may spend what the account holds; who has it alone
    has none."""
    if role in ("", HEAD):
        return True
    if role == ADULT:
        return document.households is None or document.households.spending == "adults"
    word = document.companies.roles.get(role) if document.companies else None
    return word is not None and word.spends


def may_manage(document: Program, role: str) -> bool:
    """Will tell whether somebody with a role may invite people and let them go."""
    word = document.companies.roles.get(role) if document.companies else None
    return role == HEAD or (word is not None and word.manages)


def happen(
    account: Account, program: Compiled, fact: SharingFact, at: int, now: int
) -> Refused | None:
    """Will note who shares an account. Refusals: members_only, sharing_not_offered,
    account_already_shared, account_not_shared, account_full, children_not_here, account_not_empty,
    member_already_joined, balance_too_low."""
    match fact:
        case AccountShared():
            return _share(account, program, fact)
        case Parted():
            return _part(account, program, fact, at, now)
    if not account.shared:
        return Refused(code="account_not_shared")
    match fact:
        case PersonCame():
            return _come(account, program, fact, at)
        case PersonLeft():
            return _leave(account, program, fact, at)
        case SharingEnded() if account.people > 1:
            return Refused(code="account_not_empty", params={"people": account.people})
        case SharingEnded():
            account.shared, account.people, account.children = "", 0, 0
    return None


def _share(account: Account, program: Compiled, fact: AccountShared) -> Refused | None:
    document = program.document
    offered = document.households if fact.kind == HOUSEHOLD else document.companies
    if offered is None:
        return Refused(code="sharing_not_offered", params={"kind": fact.kind})
    if account.joined is None:
        return Refused(code="members_only")
    if account.shared:
        return Refused(code="account_already_shared")
    account.shared, account.people, account.children = fact.kind, 1, 0
    return None


def _come(account: Account, program: Compiled, fact: PersonCame, at: int) -> Refused | None:
    home, firm = program.document.households, program.document.companies
    word = home if account.shared == HOUSEHOLD else firm
    if word is None:
        return Refused(code="sharing_not_offered", params={"kind": account.shared})
    if account.people + account.children >= word.people:
        return Refused(code="account_full", params={"most": word.people})
    if not fact.child:
        account.people += 1
        account.notify("account.person_came", at, member=fact.member)
        return None
    if home is None or account.shared != HOUSEHOLD:
        return Refused(code="children_not_here")
    if account.children >= home.children:
        return Refused(code="account_full", params={"most": home.children})
    account.children += 1
    return None


def _leave(account: Account, program: Compiled, fact: PersonLeft, at: int) -> Refused | None:
    if fact.child:
        account.children = max(account.children - 1, 0)
        return None
    for one in fact.lots:
        lot = account.lots.get(one.lot)
        if lot is None or not 0 < one.amount <= lot.left or lot.available is not None:
            return Refused(code="balance_too_low", params={"currency": one.currency})
    account.people = max(account.people - 1, 1)
    why = Why(code="account.parted", params={"into": fact.into})
    for currency in dict.fromkeys(one.currency for one in fact.lots):
        pieces = tuple(
            lots.take_from(account, one.lot, one.amount)
            for one in fact.lots
            if one.currency == currency
        )
        account.post(
            "move_out", at=at, why=why, version=program.version, used=pieces,
            moves=(Move(currency, "available", "transferred", _sum(pieces)),),
        )  # fmt: skip
    account.notify("account.person_left", at, member=fact.member)
    return None


def _sum(pieces: tuple[LotPiece, ...]) -> int:
    return sum(piece.amount for piece in pieces)


def share_of(program: Compiled, state: AccountState) -> tuple[Passage, ...]:
    """Will list what one of those who share a household takes along: of each free lot of points
    or money an equal part, rounded down, where the program lets them."""
    word = program.document.households
    if state.shared != HOUSEHOLD or word is None or word.on_leaving != "share":
        return ()
    kinds = {*program.document.points, *program.document.stored_value}
    return tuple(
        Passage(lot=lot.number, currency=lot.currency, amount=part, expires=lot.expires)
        for lot in state.lots
        if lot.available is None
        and lot.currency in kinds
        and (part := lot.left // max(state.people, 1))
    )


def again_from(program: Compiled, state: AccountState) -> int | None:
    """Will give the instant from which somebody may share a household again."""
    word = program.document.households
    if word is None or word.again_after is None or state.parted is None:
        return None
    return calendar.after(state.parted, word.again_after, program.zone)


def parting(state: AccountState, fact: PersonLeft, mine: Parted) -> Parted:
    """Will complete what the leaver's own account begins with, as the household stands before."""
    return Parted(
        occurred_at=fact.occurred_at, came_from=mine.came_from, joined=mine.joined,
        profile=mine.profile, lots=fact.lots, arms=dict(state.arms), bought=state.orders > 0,
        counters={
            key: {period: (one.times, one.amount) for period, one in seen.items()}
            for key, seen in state.counters.items()
        },
    )  # fmt: skip


def _part(account: Account, program: Compiled, fact: Parted, at: int, now: int) -> Refused | None:
    """A first order of theirs was had in the household: nobody is new twice."""
    if account.joined is not None:
        return Refused(code="member_already_joined")
    account.joined, account.profile = calendar.instant(fact.joined), fact.profile
    account.parted, account.last_active = at, at
    account.orders, account.arms = int(fact.bought), dict(fact.arms)
    account.counters = {
        key: {period: Counter(times, amount) for period, (times, amount) in seen.items()}
        for key, seen in fact.counters.items()
    }
    tiers.enter(account, program, at)
    why = Why(code="account.parted", params={"from": fact.came_from})
    for one in fact.lots:
        opened = lots.open_lot(
            account, program, one.currency, one.amount, at=at, now=now, available=at,
            expires=one.expires,
        )  # fmt: skip
        account.post(
            "move_in", at=at, why=why, version=program.version, opened=(opened,),
            moves=(Move(one.currency, "transferred", "available", one.amount),),
        )  # fmt: skip
    return None
