"""Whole lists as CSV: a part at a time is looked up while the file is already on its way."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from regulars.domains.cards import queries as cards
from regulars.domains.cards.contracts import STATUSES, Card
from regulars.domains.gatherings import queries as gatherings
from regulars.domains.members import queries as members
from regulars.domains.messages import queries as messages
from regulars.domains.messages.contracts import Notice
from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Voucher
from regulars.entrypoints.console import words
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.filed.parts import PART, parts_of
from regulars.entrypoints.console.gatherings import rows
from regulars.entrypoints.console.members.people import accounts_named
from regulars.kit import ids
from regulars.kit.pages.spreadsheets import csv_file

VOUCHERS = ("code", "reward", "status", "member", "name", "given_at", "expires_at", "uses_left")
NOTICES = ("what", "member", "name", "due_at", "data")
CARDS = ("number", "kind", "status", "member", "name", "issued_at", "reason")
PLACES = ("member", "name", "status", "number", "code", "since")


@require_GET
@staff_page("export")
def vouchers(request: HttpRequest, visit: Visit) -> StreamingHttpResponse:
    """All vouchers, or those of one status."""
    status = request.GET.get("status", "")
    wanted = status if status in words.STATUSES else ""
    return csv_file("vouchers", VOUCHERS, _vouchers(visit, wanted))


@require_GET
@staff_page("export")
def notices(request: HttpRequest, visit: Visit) -> StreamingHttpResponse:  # noqa: ARG001
    """All notices."""
    return csv_file("notices", NOTICES, _notices(visit))


@require_GET
@staff_page("export")
def card_list(request: HttpRequest, visit: Visit) -> StreamingHttpResponse:
    """All cards, or those of one status."""
    status = request.GET.get("status", "")
    return csv_file("cards", CARDS, _cards(visit, status if status in STATUSES else ""))


@require_GET
@staff_page("export")
def places(request: HttpRequest, visit: Visit, event: str) -> StreamingHttpResponse:  # noqa: ARG001
    """Who comes to an event, waits for a place or stayed away."""
    found = rows.named(visit, event)
    line = gatherings.line(visit.conn, visit.program_id, found.gathering_id)
    return csv_file(
        event, PLACES,
        ((one.member, one.name, one.status, one.number, one.code, one.since.isoformat())
         for one in rows.somebodies(visit, line)),
    )  # fmt: skip


def _vouchers(visit: Visit, status: str) -> Iterator[Sequence[str]]:
    def part(last: Voucher | None) -> list[Voucher]:
        before = (last.issued_at, last.voucher_id) if last else None
        return rewards.newest(
            visit.conn, visit.program_id, status=status, before=before, limit=PART
        )

    for found in parts_of(part):
        whose = accounts_named(visit, [one.account_id for one in found])
        for one in found:
            yield (
                one.code, one.reward, one.status, *whose.get(one.account_id, ("", "")),
                one.issued_at.isoformat(), one.expires_at.isoformat() if one.expires_at else "",
                "" if one.uses_left is None else str(one.uses_left),
            )  # fmt: skip


def _notices(visit: Visit) -> Iterator[Sequence[str]]:
    def part(last: Notice | None) -> list[Notice]:
        before = (last.created_at, last.notice_id) if last else None
        return messages.newest(visit.conn, visit.program_id, before=before, limit=PART)

    for found in parts_of(part):
        whose = accounts_named(visit, [one.account_id for one in found])
        for one in found:
            yield (one.trigger, *whose.get(one.account_id, ("", "")), one.due_at.isoformat(),
                   one.data.decode())  # fmt: skip


def _cards(visit: Visit, status: str) -> Iterator[Sequence[str]]:
    def part(last: Card | None) -> list[Card]:
        before = last.card_id if last else None
        return cards.newest(visit.conn, visit.program_id, status=status, before=before, limit=PART)

    for found in parts_of(part):
        names = _names(visit, [one.member_id for one in found])
        for one in found:
            yield (one.number, one.kind, one.status, ids.encode("mem", one.member_id),
                   names.get(one.member_id, ""), one.issued_at.isoformat(),
                   one.reason)  # fmt: skip


def _names(visit: Visit, wanted: Sequence[UUID]) -> dict[UUID, str]:
    found = members.members(visit.conn, visit.program_id, list(dict.fromkeys(wanted)))
    return {one.member_id: one.name for one in found}
