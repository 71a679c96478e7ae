"""Gift cards, shared accounts and clubs as files."""

from collections.abc import Iterator, Sequence

from django.http import QueryDict

from regulars.core.sharing import COMPANY, HOUSEHOLD
from regulars.domains.clubs import queries as clubs
from regulars.domains.clubs.contracts import Club, Membership
from regulars.domains.giftcards import queries as giftcards
from regulars.domains.giftcards.contracts import GiftCard
from regulars.domains.ledger import queries as ledger
from regulars.domains.sharing import queries as sharing
from regulars.domains.sharing.contracts import Shared
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.clubs import rows as of_clubs
from regulars.entrypoints.console.filed.making import PART, parts_of, saved_as
from regulars.entrypoints.console.members.people import accounts_named
from regulars.entrypoints.console.sharing import rows as of_accounts
from regulars.kit import ids

GIFT_CARDS = ("card", "ends_on", "wallet", "amount", "available", "blocked", "payment", "reward",
              "sold_at")  # fmt: skip
ACCOUNTS = ("account", "kind", "name", "number", "head", "people", "children", "available",
            "shared_at", "ended_at")  # fmt: skip
CLUB = ("member", "name", "status", "since")


@saved_as("gift-cards", GIFT_CARDS)
def gift_cards(visit: Visit, _asked: QueryDict) -> Iterator[Sequence[str | int]]:
    """All gift cards; amounts in the smallest unit. Codes are their bearers' alone."""

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


@saved_as("accounts", ACCOUNTS)
def accounts(visit: Visit, asked: QueryDict) -> Iterator[Sequence[str | int]]:
    """All shared accounts, or those of a kind."""
    kind = asked.get("kind", "")
    wanted = kind if kind in (HOUSEHOLD, COMPANY) else ""

    def part(last: Shared | None) -> list[Shared]:
        before = last.account_id if last else None
        return sharing.listed(visit.conn, visit.program_id, kind=wanted, before=before, limit=PART)

    for found in parts_of(part):
        for one in of_accounts.rows(visit, found):
            yield (
                one.id, one.kind, one.name, one.number, one.head, one.people, one.children,
                one.held, one.shared_at.isoformat(),
                one.ended_at.isoformat() if one.ended_at else "",
            )  # fmt: skip


@saved_as("club", CLUB)
def club(visit: Visit, _asked: QueryDict, club: str) -> Iterator[Sequence[str]]:
    """Who is in a club, asks to be, or was asked."""
    return _club(visit, of_clubs.named(visit, club))


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
