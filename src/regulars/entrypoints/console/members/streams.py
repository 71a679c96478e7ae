"""The streams of a member's time line, each newest first with its own place to go on from."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from regulars.domains import consents, notes, tiers
from regulars.domains.audit import queries as audit
from regulars.domains.audit.contracts import Wanted
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import ALL, Like
from regulars.domains.ledger import queries as ledger
from regulars.domains.ledger.contracts import Entry
from regulars.domains.members.contracts import Member
from regulars.domains.messages import queries as messages
from regulars.domains.rewards import queries as rewards
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.members import items, lines
from regulars.entrypoints.console.members.items import Item

LAST = UUID(int=2**128 - 1)
_END = datetime(9000, 1, 1, tzinfo=UTC)

LIKE = {
    "orders": Like(kinds=("order.paid", "order.refunded", "order.fulfilled")),
    "points": Like(booked=True),
    "vouchers": Like(
        kinds=(
            "voucher.used",
            "redemption.reserved",
            "redemption.committed",
            "redemption.cancelled",
            "redemption.rolled_back",
        ),
        effect='"voucher.',
    ),
    "levels": Like(kinds=("tier.decided",)),
    "clubs": Like(kinds=("club.joined", "club.left")),
}
SAID_ALREADY = (
    "add_note", "adjust", "adjust_points", "club_member", "decide_tier", "merge", "undo_merge",
    "use_benefit", "wallet",
)  # fmt: skip
"""What staff did that stands on the line as what came of it."""


class Cursor(Struct, frozen=True, kw_only=True):
    """How far each stream was read."""

    event: int = 2**62
    entry: int = 2**62
    notice: UUID = LAST
    ended_at: datetime = _END
    voucher: int = 2**62
    given: int = 2**62
    note: UUID = LAST
    said_at: datetime = _END
    said: UUID = LAST
    level: UUID = LAST
    act: UUID = LAST

    def text(self) -> str:
        """The cursor for an address."""
        return ".".join(_written(getattr(self, name)) for name in self.__struct_fields__)

    @staticmethod
    def read(text: str) -> "Cursor | None":
        """Will read what `text` wrote; None for anything else."""
        parts, blank = text.split("."), Cursor()
        names = blank.__struct_fields__
        if len(parts) != len(names):
            return None
        try:
            found: dict[str, Any] = {
                name: _read(type(getattr(blank, name)), part)
                for name, part in zip(names, parts, strict=True)
            }
        except (ValueError, OverflowError, OSError):
            return None
        return Cursor(**found)


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return str(int(value.timestamp() * 1_000_000))
    return value.hex if isinstance(value, UUID) else str(value)


def _read(kind: type, text: str) -> object:
    if kind is UUID:
        return UUID(hex=text)
    number = int(text)
    if not -(2**63) <= number < 2**63:
        raise ValueError(text)
    if kind is datetime:
        return datetime.fromtimestamp(number // 1_000_000, UTC).replace(
            microsecond=number % 1_000_000
        )
    return number


class Place(Struct, frozen=True):
    """Whose line is read, from where, of which kind, and how much at most."""

    visit: Visit
    member: Member
    start: Cursor
    kind: str
    limit: int


class Found(Struct, frozen=True):
    """An item with its place: when, and which stream goes first at the same instant."""

    at: datetime
    rank: int
    item: Item
    cursor: dict[str, int | UUID | datetime]


Stream = Callable[[Place], Iterable[Found]]


def of(visit: Visit, kind: str) -> list[Stream]:
    """Will give the streams that a kind is made of; '' is all of it."""
    found = {
        "orders": [_happened], "points": [_happened, _passed],
        "vouchers": [_happened, _ended, _given], "levels": [_happened, _levels],
        "messages": [_notices], "notes": [_notes], "consents": [_consents],
        "clubs": [_happened], "staff": [_acts],
    }  # fmt: skip
    streams = found.get(kind) or [
        _notices, _happened, _ended, _given, _passed, _levels, _notes, _consents, _acts,
    ]  # fmt: skip
    return [one for one in streams if one is not _acts or visit.may("see_audit")]


def _happened(place: Place) -> Iterable[Found]:
    visit, account_id = place.visit, place.member.account_id
    like = LIKE.get(place.kind, ALL)
    kept = events.before(visit.conn, account_id, place.start.event, place.limit, like=like)
    spans = [(one.account_id, one.first_seq, one.last_seq) for one in kept if one.last_seq]
    entries: dict[int, list[Entry]] = {one.event_no: [] for one in kept}
    for entry in ledger.entries_between(visit.conn, spans):
        entries.get(entry.row.event_no, []).append(entry)
    for one in kept:
        item = items.happened(visit, one, entries[one.event_no])
        yield Found(one.booked_at, 3, item, {"event": one.event_no})


def _passed(place: Place) -> Iterable[Found]:
    visit, account_id = place.visit, place.member.account_id
    for entry in ledger.clock_entries(visit.conn, account_id, place.start.entry, place.limit):
        item = items.passed(visit, entry)
        yield Found(entry.row.booked_at, 0, item, {"entry": entry.row.seq})


def _notices(place: Place) -> Iterable[Found]:
    found = messages.notices(
        place.visit.conn, place.member.account_id, before=place.start.notice, limit=place.limit
    )
    for one in found:
        item = items.told(place.visit, one)
        yield Found(one.created_at, 5, item, {"notice": one.notice_id})


def _ended(place: Place) -> Iterable[Found]:
    before = (place.start.ended_at, place.start.voucher)
    found = rewards.ended(
        place.visit.conn, place.member.account_id, before=before, limit=place.limit
    )
    for one in found:
        if one.ended_at is not None:
            item = items.ended(place.visit, one)
            yield Found(one.ended_at, 1, item, {"ended_at": one.ended_at, "voucher": one.number})


def _given(place: Place) -> Iterable[Found]:
    found = rewards.given_by_time(
        place.visit.conn, place.member.account_id, before=place.start.given, limit=place.limit
    )
    for one in found:
        yield Found(one.issued_at, 2, items.given(place.visit, one), {"given": one.number})


def _levels(place: Place) -> Iterable[Found]:
    found = tiers.queries.changes(
        place.visit.conn, place.member.account_id, before=place.start.level, limit=place.limit
    )
    for one in found:
        yield Found(one.at, 4, lines.moved(place.visit, one), {"level": one.change_id})


def _notes(place: Place) -> Iterable[Found]:
    found = notes.queries.of_member(
        place.visit.conn, place.visit.program_id, place.member.member_id,
        before=place.start.note, limit=place.limit,
    )  # fmt: skip
    for one in found:
        yield Found(one.at, 6, lines.noted(one), {"note": one.note_id})


def _consents(place: Place) -> Iterable[Found]:
    found = consents.queries.before(
        place.visit.conn, place.visit.program_id, place.member.member_id,
        moment=(place.start.said_at, place.start.said), limit=place.limit,
    )  # fmt: skip
    for one in found:
        yield Found(one.at, 7, lines.said(one), {"said_at": one.at, "said": one.consent_id})


def _acts(place: Place) -> Iterable[Found]:
    visit = place.visit
    without = SAID_ALREADY if not place.kind else ()
    wanted = Wanted(member_id=place.member.member_id, without=without)
    found = audit.page(
        visit.conn, visit.merchant_id, visit.program_id, wanted, before=place.start.act,
        limit=place.limit,
    )  # fmt: skip
    for one in found:
        yield Found(one.at, 8, lines.done(one), {"act": one.act_id})
