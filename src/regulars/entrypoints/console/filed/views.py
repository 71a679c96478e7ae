"""Vouchers, notices, cards, and who comes to an event, as files."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.http import QueryDict

from regulars.domains.cards import queries as cards
from regulars.domains.cards.contracts import STATUSES, Card
from regulars.domains.gatherings import queries as gatherings
from regulars.domains.members import queries as members
from regulars.domains.messages import queries as messages
from regulars.domains.messages.contracts import Notice
from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Voucher
from regulars.entrypoints.console import words
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.filed.making import PART, Rows, parts_of, saved_as
from regulars.entrypoints.console.gatherings import rows
from regulars.entrypoints.console.members.people import accounts_named
from regulars.kit import ids

VOUCHERS = ("code", "reward", "status", "member", "name", "given_at", "expires_at", "uses_left")
NOTICES = ("what", "member", "name", "due_at", "data")
CARDS = ("number", "kind", "status", "member", "name", "issued_at", "reason")
PLACES = ("member", "name", "status", "number", "code", "since")


@saved_as("vouchers", VOUCHERS)
def vouchers(visit: Visit, asked: QueryDict) -> Iterator[Sequence[str]]:
    """All vouchers, or those of one status."""
    status = asked.get("status", "")
    wanted = status if status in words.STATUSES else ""

    def part(last: Voucher | None) -> list[Voucher]:
        before = (last.issued_at, last.voucher_id) if last else None
        return rewards.newest(
            visit.conn, visit.program_id, status=wanted, before=before, limit=PART
        )

    for found in parts_of(part):
        whose = accounts_named(visit, [one.account_id for one in found])
        for one in found:
            yield (
                one.code, one.reward, one.status, *whose.get(one.account_id, ("", "")),
                one.issued_at.isoformat(), one.expires_at.isoformat() if one.expires_at else "",
                "" if one.uses_left is None else str(one.uses_left),
            )  # fmt: skip


@saved_as("notices", NOTICES)
def notices(visit: Visit, _asked: QueryDict) -> Iterator[Sequence[str]]:
    """All notices."""

    def part(last: Notice | None) -> list[Notice]:
        before = (last.created_at, last.notice_id) if last else None
        return messages.newest(visit.conn, visit.program_id, before=before, limit=PART)

    for found in parts_of(part):
        whose = accounts_named(visit, [one.account_id for one in found])
        for one in found:
            yield (one.trigger, *whose.get(one.account_id, ("", "")), one.due_at.isoformat(),
                   one.data.decode())  # fmt: skip


@saved_as("cards", CARDS)
def card_list(visit: Visit, asked: QueryDict) -> Iterator[Sequence[str]]:
    """All cards, or those of one status."""
    status = asked.get("status", "")
    wanted = status if status in STATUSES else ""

    def part(last: Card | None) -> list[Card]:
        before = last.card_id if last else None
        return cards.newest(visit.conn, visit.program_id, status=wanted, before=before, limit=PART)

    for found in parts_of(part):
        names = _names(visit, [one.member_id for one in found])
        for one in found:
            yield (one.number, one.kind, one.status, ids.encode("mem", one.member_id),
                   names.get(one.member_id, ""), one.issued_at.isoformat(),
                   one.reason)  # fmt: skip


@saved_as("places", PLACES)
def places(visit: Visit, _asked: QueryDict, event: str) -> Rows:
    """Who comes to an event, waits for a place or stayed away."""
    found = rows.named(visit, event)
    line = gatherings.line(visit.conn, visit.program_id, found.gathering_id)
    return (
        (one.member, one.name, one.status, one.number, one.code, one.since.isoformat())
        for one in rows.somebodies(visit, line)
    )


def _names(visit: Visit, wanted: Sequence[UUID]) -> dict[UUID, str]:
    found = members.members(visit.conn, visit.program_id, list(dict.fromkeys(wanted)))
    return {one.member_id: one.name for one in found}
