"""The answers of the first page: what I have, what I can get now, what comes next, what ends."""

from datetime import datetime

from msgspec import Struct

from regulars.core.calendar import moment
from regulars.core.progress import NextReward, progress
from regulars.core.state import AccountState, balance
from regulars.domains.rewards import queries as rewards
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.amounts import amount, credit, reward_title
from regulars.entrypoints.portal.rewards.shelf import shelf
from regulars.kit.pages.templatetags.pages import money

SHOWN = 4


class Have(Struct, frozen=True, kw_only=True):
    """One currency: how much, and of it what ends first."""

    name: str
    available: int
    text: str
    ends: str
    ends_at: datetime | None
    pending: str


class Next(Struct, frozen=True, kw_only=True):
    """What comes next and how far it is, in percent."""

    title: str
    missing: str
    percent: int
    by_itself: bool


class Level(Struct, frozen=True, kw_only=True):
    """The level, and the way to the next one or what keeps this one."""

    title: str
    next: str
    missing: str
    percent: int
    keep: str
    until: datetime | None


class Home(Struct, frozen=True, kw_only=True):
    """Everything that the first page says."""

    have: tuple[Have, ...]
    wallets: tuple[tuple[str, str], ...]
    now: tuple[tuple[str, str], ...]
    more: int
    next: tuple[Next, ...]
    levels: tuple[Level, ...]
    vouchers: tuple[tuple[str, str, datetime | None], ...]


def home_of(visit: Visit) -> Home:
    """Will work out the first page of the signed-in member."""
    state = visit.state()
    found = progress(visit.shop.program, state, visit.shop.instant)
    reach = shelf(visit)[0]
    spends = visit.spends
    coming = [
        _next(visit, one) for points in found.points for one in points.next
        if one.needs > 0 and spends
    ]  # fmt: skip
    document = visit.shop.program.document
    open_ = rewards.open_vouchers(visit.conn, [visit.me.account_id]) if visit.spends else []
    return Home(
        have=tuple(_have(visit, state, one.currency, one.pending) for one in found.points
                   if spends),
        wallets=tuple(
            (word.name[1], money(balance(state, name), visit.currency))
            for name, word in document.stored_value.items()
            if spends
        ),
        now=tuple((one.id, one.title) for one in reach[:SHOWN]),
        more=max(len(reach) - SHOWN, 0),
        next=tuple(coming[:2]),
        levels=tuple(_levels(visit, state)),
        vouchers=tuple((reward_title(visit, one.reward, one.version), one.code, one.expires_at)
                       for one in open_[:SHOWN]),
    )  # fmt: skip


def _have(visit: Visit, state: AccountState, currency: str, pending: int) -> Have:
    held = balance(state, currency, visit.shop.instant)
    dated = [
        lot for lot in state.lots
        if lot.currency == currency and lot.left and lot.expires and lot.available is None
    ]  # fmt: skip
    first = min((lot.expires for lot in dated if lot.expires is not None), default=None)
    ending = sum(lot.left for lot in dated if lot.expires == first)
    return Have(
        name=visit.shop.program.called(currency)[1], available=held,
        text=amount(visit, currency, held),
        ends=amount(visit, currency, ending) if first is not None else "",
        ends_at=moment(first) if first is not None else None,
        pending=amount(visit, currency, pending) if pending else "",
    )  # fmt: skip


def _next(visit: Visit, one: NextReward) -> Next:
    currency = _currency(visit, one)
    return Next(
        title=reward_title(visit, one.reward), missing=amount(visit, currency, one.missing),
        percent=max(0, min(100, 100 * (one.needs - one.missing) // one.needs)),
        by_itself=bool(one.rule),
    )  # fmt: skip


def _currency(visit: Visit, one: NextReward) -> str:
    """The currency that a reward is paid with, or that the rule which issues it counts."""
    document = visit.shop.program.document
    for word in document.automatic:
        if word.id == one.rule:
            return next(iter(word.turn), word.of or visit.shop.program.first_currency)
    for price in document.rewards[one.reward].alternatives:
        if len(price) == 1:
            return next(iter(price))
    return visit.shop.program.first_currency


def _levels(visit: Visit, state: AccountState) -> list[Level]:
    program = visit.shop.program
    found = []
    for ahead in progress(program, state, visit.shop.instant).tiers:
        ladder = program.ladders[ahead.set]
        titles = {one.id: one.title or one.id for one in ladder.word.levels}
        whole = ahead.credit + ahead.missing
        lacks = ahead.keep_missing if visit.spends else 0
        keep = credit(visit, ladder, lacks) if lacks else ""
        found.append(
            Level(
                title=titles[ahead.level], next=titles.get(ahead.next, ""),
                missing=credit(visit, ladder, ahead.missing) if visit.spends else "", keep=keep,
                percent=100 * ahead.credit // whole if whole else 100,
                until=moment(ahead.until) if ahead.until is not None else None,
            )
        )  # fmt: skip
    return found
