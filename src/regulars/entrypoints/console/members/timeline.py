"""A member's one time line: orders, entries, vouchers, levels, messages, notes, consents and what
staff did, newest first, all of it or one kind.

Each stream is paged by a key of its own, and they are merged as they are read; the cursor says how
far each was. A page takes one statement for each stream, however long the line is.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from msgspec import structs

from regulars.domains.members.contracts import Member
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.actors import actor_names
from regulars.entrypoints.console.members import streams
from regulars.entrypoints.console.members.items import Item
from regulars.entrypoints.console.members.streams import Cursor, Found, Place

PAGE = 25

KINDS: Mapping[str, str] = {
    "orders": _("Orders"), "points": _("Points and stamps"), "vouchers": _("Vouchers and rewards"),
    "levels": _("Levels"), "messages": _("Messages"), "notes": _("Notes"),
    "consents": _("Consents"), "clubs": _("Clubs"), "staff": _("By staff"),
}  # fmt: skip


def kinds(visit: Visit) -> list[tuple[str, str]]:
    """Will list the kinds that one may ask for."""
    named = [(one, gettext(title)) for one, title in KINDS.items()]
    return [one for one in named if one[0] != "staff" or visit.may("see_audit")]


def page(
    visit: Visit, member: Member, start: Cursor, kind: str = ""
) -> tuple[list[Item], Cursor | None]:
    """Will give a page of the time line, and from where the next one goes on."""
    place = Place(visit, member, start, kind, PAGE + 1)
    read = [deque(stream(place)) for stream in streams.of(visit, kind)]
    taken: list[Item] = []
    at: dict[str, int | UUID | datetime] = {}
    while len(taken) < PAGE and any(read):
        newest = max((one for one in read if one), key=_order)
        found = newest.popleft()
        taken.append(found.item)
        at |= found.cursor
    taken = _named(visit, taken)
    return taken, structs.replace(start, **at) if any(read) else None


def _order(stream: Sequence[Found]) -> tuple[datetime, int]:
    return stream[0].at.astimezone(UTC), stream[0].rank


def _named(visit: Visit, items: list[Item]) -> list[Item]:
    """With the names of those who did something, asked for at once."""
    who = actor_names(
        visit, (actor for one in items for actor in (one.actor, *(it.actor for it in one.entries)))
    )
    return [
        structs.replace(
            one, actor=who[one.actor],
            entries=tuple(structs.replace(it, actor=who[it.actor]) for it in one.entries),
        )
        for one in items
    ]  # fmt: skip
