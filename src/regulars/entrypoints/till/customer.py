"""What the cashier sees of somebody: who it is, what they have and what they can get now.

Of somebody who was found by phone or e-mail only so much that a name can be asked back.
"""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from regulars.core import benefits
from regulars.core.benefits import Allowed
from regulars.core.calendar import moment
from regulars.core.progress import progress
from regulars.core.stamps.following import following
from regulars.core.state import AccountState, balance
from regulars.core.tiers import Ahead
from regulars.domains.members.contracts import Member
from regulars.domains.notes import queries as notes
from regulars.domains.rewards import queries as rewards
from regulars.entrypoints.till.device import Device
from regulars.entrypoints.till.finding import Found
from regulars.flows.standing import standing

AT_COUNTER = frozenset({"amount-off", "percent-off", "product", "sample", "gift", "service"})

NOTES = 20


class Having(Struct, frozen=True, kw_only=True):
    """Something to choose: what it is called, and what it takes or how much is left."""

    id: str
    title: str
    cost: str = ""
    left: int | None = None
    until: datetime | None = None
    chosen: bool = False


class Stamps(Struct, frozen=True, kw_only=True):
    """A stamp card."""

    title: str
    filled: int
    stamps: int


class Customer(Struct, frozen=True, kw_only=True):
    """Somebody at the counter."""

    name: str
    level: str
    top: bool
    shown: bool
    birthday: bool = False
    note: str = ""
    balances: tuple[tuple[int, str], ...] = ()
    rewards: tuple[Having, ...] = ()
    vouchers: tuple[Having, ...] = ()
    benefits: tuple[Having, ...] = ()
    stamps: tuple[Stamps, ...] = ()
    wallets: tuple[tuple[str, str, int], ...] = ()
    payments: tuple[tuple[str, str, int], ...] = ()


def customer(device: Device, found: Found) -> Customer:
    """Will tell of somebody as much as how they were found allows."""
    shop, member = device.shop, found.member
    state = standing(device.conn, shop, member.account_id)
    ways = progress(shop.program, state, shop.instant)
    level, top = _level(device, ways.tiers)
    if not found.shown:
        return Customer(name=masked(member.name), level=level, top=top, shown=False)
    words = shop.program.document
    today = moment(shop.instant).astimezone(ZoneInfo(shop.program.zone)).date()
    return Customer(
        name=short(member.name), level=level, top=top, shown=True,
        birthday=soon(member.birth_date, today), note=_note(device, member),
        balances=tuple(
            (one.available, shop.program.called(one.currency)[1]) for one in ways.points
        ),
        rewards=_rewards(device, state),
        vouchers=_vouchers(device, found),
        benefits=tuple(
            Having(id=one.benefit, title=words.benefits[one.benefit].title, left=one.left)
            for one in benefits.entitlements(shop.program, state, shop.instant)
            if isinstance(one, Allowed)
        ),
        stamps=tuple(
            Stamps(
                title=words.stamp_cards[one.card].title, filled=one.filled, stamps=one.stamps
            )
            for one in following(shop.program, state, shop.instant)
            if one.place in {"", device.till.location}
        ),
        wallets=tuple(
            (name, word.name[1], balance(state, name, shop.instant))
            for name, word in words.stored_value.items()
        ),
        payments=tuple(
            (name, shop.program.called(name)[1], held)
            for name, word in words.redeeming.pay.items()
            if (held := balance(state, name, shop.instant)) >= word.least
        ),
    )  # fmt: skip


def short(name: str) -> str:
    """First name and initial: enough to greet, too little to read over a shoulder."""
    first, *rest = name.split() or [""]
    return f"{first} {rest[-1][0]}." if rest else first


def masked(name: str) -> str:
    """Initials: enough to be told the name, too little to learn it."""
    return " ".join(f"{part[0]}***" for part in name.split())


def soon(born: date | None, today: date) -> bool:
    """Whether the birthday is in the week around today."""
    if born is None:
        return False
    week = (today + timedelta(days=days) for days in range(-3, 4))
    leap = (born.month, born.day) == (2, 29)
    wanted = {(born.month, born.day), *({(2, 28)} if leap else ())}
    return any((day.month, day.day) in wanted for day in week)


def _level(device: Device, tiers: tuple[Ahead, ...]) -> tuple[str, bool]:
    if not tiers:
        return "", False
    levels = device.shop.program.ladders[tiers[0].set].word.levels
    at = next(level for level in levels if level.id == tiers[0].level)
    return at.title or at.id, len(levels) > 1 and at is levels[-1]


def _note(device: Device, member: Member) -> str:
    """The newest that staff wrote for the till; else what the member's attribute says."""
    program_id = device.shop.program_id
    written = notes.of_member(device.conn, program_id, member.member_id, limit=NOTES)
    for one in written:
        if one.kind == "till":
            return one.text
    note = member.profile().attributes.get("note", "")
    return note if isinstance(note, str) else ""


def _rewards(device: Device, state: AccountState) -> tuple[Having, ...]:
    shop, found = device.shop, []
    for name, word in shop.program.document.rewards.items():
        if word.kind not in AT_COUNTER:
            continue
        for price in word.alternatives:
            if all(balance(state, one, shop.instant) >= most for one, most in price.items()):
                cost = ", ".join(
                    f"{most} {shop.program.called(one)[most != 1]}" for one, most in price.items()
                )
                found.append(Having(id=name, title=word.title or name, cost=cost))
                break
    return tuple(found)


def _vouchers(device: Device, found: Found) -> tuple[Having, ...]:
    words = device.shop.timeline
    scanned: UUID | None = found.voucher.voucher_id if found.voucher else None
    mine = [
        one for one in rewards.vouchers(device.conn, [found.member.account_id])
        if one.status == "open"
    ]  # fmt: skip
    rows = []
    for one in mine:
        word = words.version(one.version).document.rewards[one.reward]
        rows.append(
            Having(
                id=one.code, title=word.title or one.reward, left=one.uses_left,
                until=one.expires_at, chosen=one.voucher_id == scanned,
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda one: not one.chosen))
