"""Cards as pages show them, and the form that gives a member another one."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_noop as _
from msgspec import Struct

from regulars.core.card_numbers import grouped, typed
from regulars.domains.cards import queries as cards
from regulars.domains.cards.contracts import ACTIVE, BLOCKED, Card
from regulars.domains.members import queries as members
from regulars.entrypoints.console import words
from regulars.entrypoints.console.access import Visit
from regulars.flows.card_news import card_id
from regulars.kit import ids

KINDS = {"plastic": _("Plastic"), "virtual": _("On the phone")}
STATUSES = {"active": _("Good"), "blocked": _("Blocked"), "replaced": _("Replaced")}
REASONS = {
    "lost": _("Lost"), "stolen": _("Stolen"), "damaged": _("Damaged"), "other": _("Another reason"),
}  # fmt: skip


class CardRow(Struct, frozen=True, kw_only=True):
    """One card; `member` and `name` say whose it is."""

    id: str
    number: str
    kind: str
    status: str
    reason: str
    good: bool
    blocked: bool
    issued_at: datetime
    changed_at: datetime
    member: str
    name: str


def rows(visit: Visit, found: Sequence[Card]) -> list[CardRow]:
    """Will give cards as pages show them."""
    wanted = list({one.member_id for one in found})
    people = {one.member_id: one for one in members.members(visit.conn, visit.program_id, wanted)}
    return [
        CardRow(
            id=card_id(one), number=grouped(one.number), kind=words.word(KINDS, one.kind),
            status=words.word(STATUSES, one.status), good=one.status == ACTIVE,
            reason=words.word(REASONS, one.reason) if one.reason else "",
            blocked=one.status == BLOCKED, issued_at=one.issued_at, changed_at=one.changed_at,
            member=ids.encode("mem", one.member_id), name=people[one.member_id].name,
        )
        for one in found
    ]  # fmt: skip


def carried(visit: Visit, member_id: UUID) -> list[CardRow]:
    """Will give all cards of a member."""
    return rows(visit, cards.of_member(visit.conn, visit.program_id, member_id))


def scanned(visit: Visit, text: str) -> CardRow | None:
    """Will give the card whose whole number was scanned or typed, whatever its status."""
    number = typed(text)
    found = cards.by_number(visit.conn, visit.program_id, number) if number else None
    return rows(visit, [found])[0] if found else None


def choices(of: dict[str, str]) -> list[tuple[str, str]]:
    """Will give codes with their words, for a form."""
    return [(code, words.word(of, code)) for code in of]


def empty() -> dict[str, object]:
    """Will give a fresh form: its key makes sure that a card is issued once."""
    return {"key": ids.new().hex, "kinds": choices(KINDS)}
