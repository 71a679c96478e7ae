"""A member's one time line: orders, entries, vouchers, tiers, redemptions, notices, newest first.

Four streams, each paged by a key of its own, are merged as they are read; the cursor says how far
each was. What happened comes with the entries that it made.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from msgspec import Struct

from regulars.domains.events import queries as events
from regulars.domains.ledger import queries as ledger
from regulars.domains.ledger.contracts import Entry
from regulars.domains.messages import queries as messages
from regulars.domains.rewards import queries as rewards
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.members import items
from regulars.entrypoints.console.members.items import Item

PAGE = 25
_END = datetime(9000, 1, 1, tzinfo=UTC)


class Cursor(Struct, frozen=True, kw_only=True):
    """How far each stream was read."""

    event: int = 2**62
    entry: int = 2**62
    notice: UUID = UUID(int=2**128 - 1)
    ended_at: datetime = _END
    voucher: int = 2**62

    def text(self) -> str:
        """The cursor for an address."""
        ended = int(self.ended_at.timestamp() * 1_000_000)
        return f"{self.event}.{self.entry}.{self.notice.hex}.{ended}.{self.voucher}"

    @staticmethod
    def read(text: str) -> "Cursor | None":
        """Will read what `text` wrote; None for anything else."""
        parts = text.split(".")
        try:
            event, entry, notice, ended, voucher = parts
            ended_at = datetime.fromtimestamp(int(ended) // 1_000_000, UTC)
            ended_at = ended_at.replace(microsecond=int(ended) % 1_000_000)
            found = Cursor(
                event=int(event), entry=int(entry), notice=UUID(hex=notice), ended_at=ended_at,
                voucher=int(voucher),
            )  # fmt: skip
        except (ValueError, OverflowError, OSError):
            return None
        return found if max(found.event, found.entry, found.voucher) < 2**63 else None


class _Found(Struct, frozen=True):
    """An item with its place: when, and which stream goes first at the same instant."""

    at: datetime
    rank: int
    item: Item
    cursor: dict[str, int | UUID | datetime]


def page(visit: Visit, account_id: UUID, start: Cursor) -> tuple[list[Item], Cursor | None]:
    """Will give a page of the time line, and from where the next one goes on."""
    streams = [
        deque(_notices(visit, account_id, start)),
        deque(_happened(visit, account_id, start)),
        deque(_ended(visit, account_id, start)),
        deque(_passed(visit, account_id, start)),
    ]
    taken: list[Item] = []
    at: dict[str, int | UUID | datetime] = {}
    while len(taken) < PAGE and any(streams):
        newest = max((one for one in streams if one), key=lambda one: (one[0].at, one[0].rank))
        found = newest.popleft()
        taken.append(found.item)
        at |= found.cursor
    if not any(streams):
        return taken, None
    was = {name: getattr(start, name) for name in Cursor.__struct_fields__}
    return taken, Cursor(**{**was, **at})


def _happened(visit: Visit, account_id: UUID, start: Cursor) -> Iterable[_Found]:
    kept = events.before(visit.conn, account_id, start.event, PAGE + 1)
    spans = [(one.account_id, one.first_seq, one.last_seq) for one in kept if one.last_seq]
    entries: dict[int, list[Entry]] = {one.event_no: [] for one in kept}
    for entry in ledger.entries_between(visit.conn, spans):
        entries.get(entry.row.event_no, []).append(entry)
    for one in kept:
        yield _Found(
            one.booked_at, 2, items.happened(visit, one, entries[one.event_no]),
            {"event": one.event_no},
        )  # fmt: skip


def _passed(visit: Visit, account_id: UUID, start: Cursor) -> Iterable[_Found]:
    for entry in ledger.clock_entries(visit.conn, account_id, start.entry, PAGE + 1):
        yield _Found(entry.row.booked_at, 0, items.passed(visit, entry), {"entry": entry.row.seq})


def _notices(visit: Visit, account_id: UUID, start: Cursor) -> Iterable[_Found]:
    for one in messages.notices(visit.conn, account_id, before=start.notice, limit=PAGE + 1):
        yield _Found(one.created_at, 3, items.told(visit, one), {"notice": one.notice_id})


def _ended(visit: Visit, account_id: UUID, start: Cursor) -> Sequence[_Found]:
    before = (start.ended_at, start.voucher)
    found = rewards.ended(visit.conn, account_id, before=before, limit=PAGE + 1)
    return [
        _Found(
            one.ended_at, 1, items.ended(visit, one),
            {"ended_at": one.ended_at, "voucher": one.number},
        )
        for one in found if one.ended_at is not None
    ]  # fmt: skip
