"""Members by what holds for them: in a segment, on a level, with a balance, a tag, a consent.

Read a page at a time, in the order that is asked for; each page asks every domain once.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.domains import consents, tags
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.domains.segments import queries as segments
from regulars.domains.tiers import queries as tiers
from regulars.flows.ordering import pages
from regulars.flows.shops import Shop

ORDERS = (
    "", "joined", "name", "-name", "-balance", "balance", "-spend", "spend", "-last", "last",
)  # fmt: skip
"""The newest first; the oldest; by name, and back; the most points first; the least; by what was
spent and by the last order, the most and the latest first, and back."""


PAGE = 500


class Choice(Struct, frozen=True, kw_only=True):
    """What has to hold, and in which of ORDERS; what is empty does not matter. `least` and `most`
    are what can be spent of the first currency, `consent` a purpose that is agreed to by any
    means."""

    text: str = ""
    segment: str = ""
    level: str = ""
    tag: str = ""
    consent: str = ""
    least: int | None = None
    most: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    order: str = ""

    @property
    def plain(self) -> bool:
        """Whether nothing but a text is asked for."""
        return self == Choice(text=self.text)


def chosen(
    conn: Connection, shop: Shop, choice: Choice, *, before: UUID | None = None
) -> Iterator[Member]:
    """Will give everybody for whom it holds, in its order, after one of them."""
    if choice.tag and not choice.text and not choice.order:
        yield from _tagged(conn, shop, choice, before)
        return
    for found in pages(conn, shop, choice.text, choice.order, before):
        yield from _fitting(conn, shop, choice, found)
        if not choice.order and choice.since and found[-1].joined_at < choice.since:
            return


def _tagged(conn: Connection, shop: Shop, choice: Choice, before: UUID | None) -> Iterator[Member]:
    """Few have a tag: they are looked up, and nobody else is."""
    wanted = tags.queries.tagged(conn, shop.program_id, choice.tag)
    left = sorted((one for one in wanted if before is None or one < before), reverse=True)
    for start in range(0, len(left), PAGE):
        found = members.members(conn, shop.program_id, left[start : start + PAGE])
        there = [one for one in found if one.erased_at is None and one.merged_into is None]
        there.sort(key=lambda one: one.member_id, reverse=True)
        yield from _fitting(conn, shop, choice, there)


def _fitting(conn: Connection, shop: Shop, choice: Choice, found: list[Member]) -> list[Member]:
    left = [
        one for one in found
        if (choice.since is None or one.joined_at >= choice.since)
        and (choice.until is None or one.joined_at < choice.until)
    ]  # fmt: skip
    accounts = [one.account_id for one in left]
    if choice.segment:
        inside = segments.those_in(conn, shop.program_id, choice.segment, accounts)
        left = [one for one in left if one.account_id in inside]
    if choice.level:
        levels = tiers.levels_of(conn, accounts)
        left = [
            one for one in left if _on_level(shop, choice.level, levels.get(one.account_id, set()))
        ]
    if choice.least is not None or choice.most is not None:
        left = _with_balance(conn, shop, choice, left)
    return _as_told(conn, shop, choice, left)


def _as_told(conn: Connection, shop: Shop, choice: Choice, left: list[Member]) -> list[Member]:
    ids = [one.member_id for one in left]
    if choice.tag:
        words = tags.queries.of_members(conn, shop.program_id, ids)
        left = [one for one in left if choice.tag in words.get(one.member_id, ())]
    if choice.consent:
        said = consents.queries.of_members(conn, shop.program_id, ids)
        agreed = {
            member_id for member_id, current in said.items()
            if any(one.given and one.purpose == choice.consent for one in current.values())
        }  # fmt: skip
        left = [one for one in left if one.member_id in agreed]
    return left


def _with_balance(conn: Connection, shop: Shop, choice: Choice, left: list[Member]) -> list[Member]:
    held = ledger.balances(conn, [one.account_id for one in left])
    currency = shop.program.first_currency if shop.program.document.points else ""
    fitting = []
    for one in left:
        has = held.get(one.account_id, {}).get(currency, {}).get("available", 0)
        if (choice.least is None or has >= choice.least) and (
            choice.most is None or has <= choice.most
        ):
            fitting.append(one)
    return fitting


def _on_level(shop: Shop, level: str, on: set[str]) -> bool:
    """Who never left the lowest level of a ladder is on it without a word of it."""
    if level in on:
        return True
    ladder = shop.program.ladder_of(level)
    if ladder is None or ladder.word.levels[0].id != level:
        return False
    return not on & {one.id for one in ladder.word.levels}
