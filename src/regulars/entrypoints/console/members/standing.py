"""How a member stands now: balances, lots, vouchers, and the way to what comes next."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.core import benefits
from regulars.core.calendar import moment
from regulars.core.compiled import Ladder
from regulars.core.progress import NextReward, PointsProgress, progress
from regulars.core.stamps.following import CardStanding, following
from regulars.core.state import AccountState, balance
from regulars.core.tiers import Ahead
from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Voucher
from regulars.entrypoints.console import words
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.members.entries import level_title, plain, reward_title
from regulars.flows.standing import standing
from regulars.kit import ids
from regulars.kit.pages.templatetags.pages import money
from regulars.wire.sentences import sentence


class Lot(Struct, frozen=True):
    """What is left of a credit, and until when."""

    number: int
    left: str
    expires_at: datetime | None
    available_at: datetime | None


class Coming(Struct, frozen=True):
    """Something on the way, and how far it is in percent."""

    title: str
    missing: str
    percent: int


class Balance(Struct, frozen=True, kw_only=True):
    """One currency. `figures` are label, amount and whether it deserves attention."""

    currency: str
    name: str
    available: int
    figures: tuple[tuple[str, int], ...]
    lots: tuple[Lot, ...]
    coming: tuple[Coming, ...]


class Tier(Struct, frozen=True, kw_only=True):
    """Where the member is on the ladder."""

    title: str
    set: str
    until: datetime | None
    credit: str
    coming: Coming | None
    missing: str
    keep: str
    falls_to: str
    lost: tuple[str, ...]
    held_by: str


class Having(Struct, frozen=True, kw_only=True):
    """A benefit, whether the member may have it now, and how often; `key`: recorded once."""

    id: str
    title: str
    has: bool
    left: int | None
    why: str
    key: str


class VoucherLine(Struct, frozen=True, kw_only=True):
    """One voucher as a list shows it."""

    code: str
    title: str
    status: str
    status_word: str
    issued_at: datetime
    expires_at: datetime | None
    ended_at: datetime | None


class CardLine(Struct, frozen=True, kw_only=True):
    """One stamp card as the page shows it."""

    currency: str
    title: str
    place: str
    stamps: int
    filled: int
    owed: int
    completed: int
    until: datetime | None


class Standing(Struct, frozen=True, kw_only=True):
    """All of it."""

    balances: tuple[Balance, ...]
    tiers: tuple[Tier, ...]
    benefits: tuple[Having, ...]
    open: tuple[VoucherLine, ...]
    past: tuple[VoucherLine, ...]
    cards: tuple[CardLine, ...]
    wallets: tuple[tuple[str, str], ...]


def stands(visit: Visit, account_id: UUID) -> Standing:
    """Will work out where an account stands at this moment, with all that fell due."""
    shop = visit.shop
    state = standing(visit.conn, shop, account_id)
    found = progress(shop.program, state, shop.instant)
    vouchers = [voucher_line(visit, one) for one in rewards.vouchers(visit.conn, [account_id])]
    has = benefits.entitlements(shop.program, state, shop.instant)
    titles = shop.program.document.benefits
    return Standing(
        balances=tuple(_balance(visit, state, one) for one in found.points),
        tiers=tuple(_tier(visit, one) for one in found.tiers),
        benefits=tuple(_having(visit, titles[one.benefit].title, one) for one in has),
        open=tuple(one for one in vouchers if one.status == "open"),
        past=tuple(one for one in vouchers if one.status != "open"),
        wallets=tuple(
            (word.name[1], plain(visit, name, balance(state, name, shop.instant)))
            for name, word in shop.program.document.stored_value.items()
        ),
        cards=tuple(_card(visit, one) for one in following(shop.program, state, shop.instant)),
    )


def _card(visit: Visit, one: CardStanding) -> CardLine:
    return CardLine(
        currency=one.currency, title=visit.shop.program.document.stamp_cards[one.card].title,
        place=one.place, stamps=one.stamps, filled=one.filled, owed=one.owed,
        completed=one.completed, until=moment(one.until) if one.until is not None else None,
    )  # fmt: skip


def voucher_line(visit: Visit, one: Voucher) -> VoucherLine:
    """Will give a voucher as a list shows it."""
    return VoucherLine(
        code=one.code, title=reward_title(visit, one.reward), status=one.status,
        status_word=words.word(words.STATUSES, one.status), issued_at=one.issued_at,
        expires_at=one.expires_at, ended_at=one.ended_at,
    )  # fmt: skip


def _balance(visit: Visit, state: AccountState, one: PointsProgress) -> Balance:
    open_lots = [lot for lot in state.lots if lot.currency == one.currency and lot.left]
    open_lots.sort(key=lambda lot: (lot.expires is None, lot.expires or 0, lot.number))
    rest = (
        (_("Waiting"), one.pending),
        (_("Set aside"), one.reserved),
        (_("Owed"), one.deficit),
    )
    return Balance(
        currency=one.currency,
        name=visit.names(one.currency)[1],
        available=one.available,
        figures=rest,
        lots=tuple(
            Lot(
                lot.number,
                plain(visit, lot.currency, lot.left),
                moment(lot.expires) if lot.expires is not None else None,
                moment(lot.available) if lot.available is not None else None,
            )
            for lot in open_lots
        ),
        coming=tuple(_coming(visit, one, next_) for next_ in one.next),
    )


def _coming(visit: Visit, one: PointsProgress, next_: NextReward) -> Coming:
    return Coming(
        reward_title(visit, next_.reward),
        plain(visit, one.currency, next_.missing),
        _percent(next_.needs - next_.missing, next_.needs),
    )


def _tier(visit: Visit, one: Ahead) -> Tier:
    program = visit.shop.program
    ladder, benefits_ = program.ladders[one.set], program.document.benefits
    coming = None
    if one.next:
        whole = one.credit + one.missing
        coming = Coming(level_title(visit, one.next), "", _percent(one.credit, whole))
    return Tier(
        title=level_title(visit, one.level),
        set=ladder.word.title,
        until=moment(one.until) if one.until is not None else None,
        credit=credit(visit, ladder, one.credit),
        coming=coming,
        missing=credit(visit, ladder, one.missing),
        keep=credit(visit, ladder, one.keep_missing) if one.keep_missing else "",
        falls_to=level_title(visit, one.falls_to) if one.falls_to else "",
        lost=(*one.lost_perks, *(benefits_[name].title for name in one.lost_benefits)),
        held_by=words.word(words.HELD, one.held_by) if one.held_by else "",
    )


def credit(visit: Visit, ladder: Ladder, minor: int) -> str:
    """Will write credit: as money where money alone counts, else as a number of credits."""
    if ladder.word.qualify is None:
        return money(minor, visit.currency)
    return f"{Decimal(minor) / ladder.unit:,f}"


def _having(visit: Visit, title: str, one: benefits.Allowed | benefits.NotYet) -> Having:
    key = ids.new().hex
    if isinstance(one, benefits.Allowed):
        return Having(id=one.benefit, title=title, has=True, left=one.left, why="", key=key)
    why = _missing(visit, one) or sentence(f"benefit.{one.code}", one.params)
    return Having(id=one.benefit, title=title, has=False, left=None, why=why, key=key)


def _missing(visit: Visit, one: benefits.NotYet) -> str:
    """What is missing for the level that has it, in the shop's own words."""
    ladder = visit.shop.program.ladder_of(str(one.params.get("tier", "")))
    if ladder is None or "missing_minor" not in one.params:
        return ""
    missing = credit(visit, ladder, int(one.params["missing_minor"]))
    title = level_title(visit, str(one.params["tier"]))
    return _("%(missing)s more to “%(title)s”") % {"missing": missing, "title": title}


def _percent(done: int, whole: int) -> int:
    return max(0, min(100, done * 100 // whole)) if whole > 0 else 0
