"""Campaigns as staff and members look at them: what is on, what is left, what it brought."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.core import audiences
from regulars.core.account import Account
from regulars.core.calendar import moment
from regulars.core.campaign_rules import budget_key
from regulars.core.program import Campaign
from regulars.core.state import AccountState
from regulars.domains import campaigns as met
from regulars.domains.budgets import operations as budgets
from regulars.domains.events import figures as events
from regulars.domains.ledger import queries as ledger
from regulars.domains.rewards import figures as rewards
from regulars.flows import campaign_audiences
from regulars.flows.shops import Shop, lot_of

PLANNED, RUNNING, OVER = "planned", "running", "over"


class Standing(Struct, frozen=True, kw_only=True):
    """A campaign as it stands. `left` is None without a budget; `given` is by currency, of all its
    rules so far; of `issued` vouchers `came_back` were used on an order that was kept."""

    campaign: str
    word: Campaign
    state: str
    begins: datetime | None
    ends: datetime | None
    left: int | None
    met: int
    held_out: int
    given: Mapping[str, int]
    issued: int = 0
    came_back: int = 0


class Arm(Struct, frozen=True, kw_only=True):
    """One part of an audience, and what it bought while the campaign was on."""

    held_out: bool
    members: int
    orders: int
    net_minor: int


class OnOffer(Struct, frozen=True, kw_only=True):
    """A campaign that is on for a member: when it truly ends, and what is left of it."""

    campaign: str
    word: Campaign
    ends: datetime | None
    left: int | None


def standings(conn: Connection, shop: Shop) -> list[Standing]:
    """Will tell how every campaign of the program stands, the first to begin first."""
    words = shop.program.document.campaigns
    if not words:
        return []
    counts = met.queries.counts(conn, shop.program_id)
    used = budgets.used(conn, shop.program_id)
    given = ledger.given(conn, shop.program_id)
    issued = rewards.by_campaign(conn, shop.program_id)
    found = [
        Standing(
            campaign=name,
            word=word,
            state=_state(shop, word),
            begins=_moment(audiences.begins(shop.program, word)),
            ends=_moment(audiences.ends(shop.program, word)),
            left=_left(name, word, used),
            met=counts.get((name, False), 0),
            held_out=counts.get((name, True), 0),
            given=_of(given, name),
            issued=issued.get(name, (0, 0))[0],
            came_back=issued.get(name, (0, 0))[1],
        )
        for name, word in words.items()
    ]
    return sorted(found, key=lambda one: (str(one.begins), one.campaign))


def offers(conn: Connection, shop: Shop, account_id: UUID, state: AccountState) -> list[OnOffer]:
    """Will list what is on for a member, without what is used up or held out from them."""
    account, lot = Account(state), lot_of(account_id)
    used: Mapping[str, int] | None = None
    found = []
    for name in audiences.running(shop.program, account, shop.instant):
        word = shop.program.document.campaigns[name]
        held = account.arms.get(name, audiences.held_out(word, name, lot))
        used = budgets.used(conn, shop.program_id) if used is None else used
        left = _left(name, word, used)
        if not held and left != 0:
            ends = _moment(audiences.ends(shop.program, word))
            found.append(OnOffer(campaign=name, word=word, ends=ends, left=left))
    return found


def results(conn: Connection, shop: Shop, name: str) -> tuple[Arm, Arm]:
    """Will compare what both parts of an audience bought while the campaign was on: those it was
    for, and those who were held out. Everybody counts, whether they met it or not, and of one that
    is over everybody whom it was for when it ended.
    """
    word = shop.program.document.campaigns[name]
    sums = {False: [0, 0, 0], True: [0, 0, 0]}
    for accounts in campaign_audiences.audience(conn, shop, name):
        tallies = _bought(conn, shop, word, accounts)
        for account_id in accounts:
            orders, net = tallies.get(account_id, (0, 0))
            arm = sums[audiences.held_out(word, name, lot_of(account_id))]
            arm[0], arm[1], arm[2] = arm[0] + 1, arm[1] + orders, arm[2] + net
    made = [
        Arm(held_out=held, members=arm[0], orders=arm[1], net_minor=arm[2])
        for held, arm in sums.items()
    ]
    return made[0], made[1]


def _bought(
    conn: Connection, shop: Shop, word: Campaign, accounts: Sequence[UUID]
) -> dict[UUID, tuple[int, int]]:
    """Orders of the campaign's days, and what they came to."""
    begins, ends = audiences.begins(shop.program, word), audiences.ends(shop.program, word)
    if begins is None or ends is None or not accounts:
        return {}
    sinces = {"begin": moment(begins), "end": moment(ends)}
    found = {}
    for account_id, one in events.tallies(conn, shop.program_id, accounts, sinces).items():
        orders, net = one.get("begin", (0, 0))
        later, more = one.get("end", (0, 0))
        found[account_id] = (orders - later, net - more)
    return found


def _state(shop: Shop, word: Campaign) -> str:
    begins, ends = audiences.begins(shop.program, word), audiences.ends(shop.program, word)
    if begins is not None and shop.instant < begins:
        return PLANNED
    return OVER if ends is not None and shop.instant >= ends else RUNNING


def _left(name: str, word: Campaign, used: Mapping[str, int]) -> int | None:
    if word.budget is None:
        return None
    most = word.budget.amount or word.budget.times or 0
    return max(0, most - used.get(budget_key(name), 0))


def _of(given: Mapping[tuple[str, str], int], campaign: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for (rule, currency), amount in given.items():
        if rule.partition("/")[0] == campaign:
            found[currency] = found.get(currency, 0) + amount
    return found


def _moment(at: int | None) -> datetime | None:
    return moment(at) if at is not None else None
