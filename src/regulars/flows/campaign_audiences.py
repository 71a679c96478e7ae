"""Whom a campaign was for: who is in its segments while it is on, and when it is over who was in
them at its end. Who met it belongs to it for good.

Segments go on changing; what a campaign brought must not change with them.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.core import audiences
from regulars.core.calendar import moment
from regulars.core.program import Campaign
from regulars.domains import campaigns as kept
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.segments import queries as segments
from regulars.flows.shops import Shop

BATCH = 2000
Page = Callable[[UUID | None], list[UUID]]


def freeze(conn: Connection, shop: Shop) -> bool:
    """Will write one audience down whose campaign has ended since; False when none waits for that.
    A campaign whose days were moved is written down again at its new end."""
    words = shop.program.document.campaigns
    known = kept.queries.ended(conn, shop.program_id) if words else {}
    for name, word in words.items():
        over = _over(shop, word)
        if over is None or not word.audience or known.get(name) == over:
            continue
        if kept.operations.end(conn, shop.program_id, name, over):
            for batch in _live(conn, shop, name, word, over):
                kept.operations.keep_audience(conn, shop.program_id, name, batch)
            return True
    return False


def audience(conn: Connection, shop: Shop, name: str) -> Iterator[list[UUID]]:
    """Will give the accounts of a campaign's members, in batches: as it ended, or as it is now."""
    word = shop.program.document.campaigns[name]
    over = _over(shop, word)
    frozen = over is not None and kept.queries.ended(conn, shop.program_id).get(name) == over
    found = (
        _pages(lambda after: kept.queries.audience(
            conn, shop.program_id, name, after=after, limit=BATCH))
        if frozen else _live(conn, shop, name, word, over)
    )  # fmt: skip
    for batch in found:
        owners = members.members_of(conn, shop.program_id, batch)
        yield [
            one for one in batch
            if one in owners and (over is None or owners[one].joined_at < over)
        ]  # fmt: skip


def _live(
    conn: Connection, shop: Shop, name: str, word: Campaign, until: datetime | None
) -> Iterator[list[UUID]]:
    """Who is in a segment of the audience by then, and who met the campaign and left it since."""
    program_id = shop.program_id
    if not word.audience:
        yield from _pages(lambda after: ledger.accounts(conn, program_id, after, BATCH))
        return
    seen: set[UUID] = set()
    for batch in _pages(
        lambda after: segments.accounts(
            conn, program_id, word.audience, after=after, limit=BATCH, until=until
        )
    ):  # fmt: skip
        seen.update(batch)
        yield batch
    for batch in _pages(
        lambda after: kept.queries.met_by(conn, program_id, name, after=after, limit=BATCH)
    ):
        yield [one for one in batch if one not in seen]


def _pages(page: Page) -> Iterator[list[UUID]]:
    after: UUID | None = None
    while True:
        found = page(after)
        yield found
        if len(found) < BATCH:
            return
        after = found[-1]


def _over(shop: Shop, word: Campaign) -> datetime | None:
    ends = audiences.ends(shop.program, word)
    return moment(ends) if ends is not None and shop.instant >= ends else None
