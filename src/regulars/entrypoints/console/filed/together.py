"""Gift cards, shared accounts and clubs as files."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from regulars.core.sharing import COMPANY, HOUSEHOLD
from regulars.domains.clubs import queries as clubs
from regulars.domains.clubs.contracts import Club, Membership
from regulars.domains.giftcards import queries as giftcards
from regulars.domains.giftcards.contracts import GiftCard
from regulars.domains.ledger import queries as ledger
from regulars.domains.sharing import queries as sharing
from regulars.domains.sharing.contracts import Shared
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.clubs import rows as of_clubs
from regulars.entrypoints.console.filed.parts import PART, parts_of
from regulars.entrypoints.console.members.people import accounts_named
from regulars.entrypoints.console.sharing import rows as of_accounts
from regulars.kit import ids
from regulars.kit.pages.spreadsheets import csv_file

GIFT_CARDS = ("card", "ends_on", "wallet", "amount", "available", "blocked", "payment", "reward",
              "sold_at")  # fmt: skip
ACCOUNTS = ("account", "kind", "name", "number", "head", "people", "children", "available",
            "shared_at", "ended_at")  # fmt: skip
CLUB = ("member", "name", "status", "since")


@require_GET
@staff_page("export")
def gift_cards(request: HttpRequest, visit: Visit) -> StreamingHttpResponse:  # noqa: ARG001
    """All gift cards; amounts in the smallest unit. Codes are their bearers' alone."""
    return csv_file("gift-cards", GIFT_CARDS, _gift_cards(visit))


@require_GET
@staff_page("export")
def accounts(request: HttpRequest, visit: Visit) -> StreamingHttpResponse:
    """All shared accounts, or those of a kind."""
    kind = request.GET.get("kind", "")
    wanted = kind if kind in (HOUSEHOLD, COMPANY) else ""
    return csv_file("accounts", ACCOUNTS, _accounts(visit, wanted))


@require_GET
@staff_page("export")
def club(request: HttpRequest, visit: Visit, club: str) -> StreamingHttpResponse:  # noqa: ARG001
    """Who is in a club, asks to be, or was asked."""
    found = of_clubs.named(visit, club)
    return csv_file("club", CLUB, _club(visit, found))


def _gift_cards(visit: Visit) -> Iterator[Sequence[str | int]]:
    def part(last: GiftCard | None) -> list[GiftCard]:
        before = last.account_id if last else None
        return giftcards.newest(visit.conn, visit.program_id, before=before, limit=PART)

    for found in parts_of(part):
        held = ledger.balances(visit.conn, [one.account_id for one in found])
        for one in found:
            pots = held.get(one.account_id, {}).get(one.wallet, {})
            yield (
                ids.encode("gft", one.account_id), one.hint, one.wallet, one.amount_minor,
                pots.get("available", 0), "yes" if one.blocked else "no", one.payment, one.reward,
                one.sold_at.isoformat(),
            )  # fmt: skip


def _accounts(visit: Visit, kind: str) -> Iterator[Sequence[str | int]]:
    def part(last: Shared | None) -> list[Shared]:
        before = last.account_id if last else None
        return sharing.listed(visit.conn, visit.program_id, kind=kind, before=before, limit=PART)

    for found in parts_of(part):
        for one in of_accounts.rows(visit, found):
            yield (
                one.id, one.kind, one.name, one.number, one.head, one.people, one.children,
                one.held, one.shared_at.isoformat(),
                one.ended_at.isoformat() if one.ended_at else "",
            )  # fmt: skip


def _club(visit: Visit, found: Club) -> Iterator[Sequence[str]]:
    def part(last: Membership | None) -> list[Membership]:
        after = last.account_id if last else clubs.NOBODY
        return clubs.members(
            visit.conn, visit.program_id, found.club_id, ("member", "asked", "invited"),
            after=after, limit=PART,
        )  # fmt: skip

    for some in parts_of(part):
        whose = accounts_named(visit, [one.account_id for one in some])
        for one in some:
            yield (*whose.get(one.account_id, ("", "")), one.status, one.since.isoformat())
