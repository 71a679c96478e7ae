"""Who is in which segment: reviewed in batches, told to the rules as facts, counted live.

A definition changes nothing by itself: only what a review finds enters the accounts, as a recorded
fact, so that replay never has to ask what a definition was.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.calendar import moment
from regulars.core.facts import SegmentsChanged
from regulars.core.program import Where
from regulars.core.segmenting import ENTERED, LEFT
from regulars.core.segments import Known, belongs, memberships
from regulars.core.state import AccountState
from regulars.domains.consents import queries as consents
from regulars.domains.consents.contracts import Consent
from regulars.domains.events import figures as events
from regulars.domains.events.figures import Cuts
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.segments import operations as keeping
from regulars.domains.segments import queries as kept
from regulars.flows import segment_figures, shelves
from regulars.flows.books import Books
from regulars.flows.segment_figures import YEAR, Asked
from regulars.flows.shops import Shop
from regulars.flows.steps import unasked

BATCH = 500
_WHERE = msgspec.json.Decoder(Where)


def definitions(conn: Connection, shop: Shop) -> dict[str, Where]:
    """Will give every segment of a shop: those of its program file, and those that staff saved."""
    found = {name: word.where for name, word in shop.program.document.segments.items()}
    for one in kept.saved(conn, shop.program_id):
        found.setdefault(one.segment, _WHERE.decode(one.definition))
    return found


def cut(conn: Connection, shop: Shop) -> Cuts:
    """Will find where fifths and classes lie now, and keep that for the reviews in between."""
    since = segment_figures.since(shop, YEAR)
    found = events.cuts(conn, shop.program_id, since)
    keeping.keep_scale(conn, shop.program_id, msgspec.json.encode(found), shop.now)
    return found


def review(conn: Connection, shop: Shop, after: UUID | None, *, limit: int = BATCH) -> UUID | None:
    """Will review a batch of all members; answers where to go on, None at the end. The first batch
    cuts the scale anew."""
    words = definitions(conn, shop)
    if not words and not kept.counts(conn, shop.program_id):
        return None
    if after is None and Asked(words.values()).scores:
        cut(conn, shop)
    accounts = ledger.accounts(conn, shop.program_id, after, limit)
    review_some(conn, shop, accounts, words)
    return accounts[-1] if len(accounts) == limit else None


def review_some(
    conn: Connection, shop: Shop, accounts: Sequence[UUID], words: Mapping[str, Where]
) -> int:
    """Will review these accounts by the scale as it was cut last; answers for how many of them
    something changed."""
    changed = {
        account_id: found
        for account_id, (state, found) in _found(conn, shop, accounts, words).items()
        if found != state.segments
    }
    if changed:
        books = Books(conn, shop, shelves.of_events(shop, ENTERED, LEFT))
        books.lock(changed)
        for account_id, found in changed.items():
            if books.state(account_id).moved_into:
                continue
            fact = SegmentsChanged(occurred_at=moment(shop.instant), segments=found)
            books.evaluate(unasked(account_id, fact, "segments"))
        books.write()
    return len(changed)


def count(conn: Connection, shop: Shop, where: Where, *, limit: int = BATCH) -> int:
    """Will count the members that a definition fits now; nothing is kept of it."""
    asked = Asked([where])
    cuts = segment_figures.scale(conn, shop) if asked.scores else Cuts()
    total, after = 0, None
    while True:
        accounts = ledger.accounts(conn, shop.program_id, after, limit)
        for known in _known(conn, shop, accounts, asked, cuts).values():
            total += belongs(where, known)
        if len(accounts) < limit:
            return total
        after = accounts[-1]


def _found(
    conn: Connection, shop: Shop, accounts: Sequence[UUID], words: Mapping[str, Where]
) -> dict[UUID, tuple[AccountState, tuple[str, ...]]]:
    asked = Asked(words.values())
    cuts = segment_figures.scale(conn, shop) if asked.scores else Cuts()
    return {
        account_id: (
            known.state,
            () if known.state.closed is not None else memberships(shop.program, words, known),
        )
        for account_id, known in _known(conn, shop, accounts, asked, cuts).items()
    }


def _known(
    conn: Connection, shop: Shop, accounts: Sequence[UUID], asked: Asked, cuts: Cuts
) -> dict[UUID, Known]:
    """What is known of the members among these accounts; guests and the erased are left out."""
    owners = members.members_of(conn, shop.program_id, accounts)
    wanted = [one for one in accounts if one in owners and owners[one].erased_at is None]
    states = ledger.states(conn, wanted)
    figures = segment_figures.read(conn, shop, wanted, asked, cuts)
    if asked.consents:
        people = {one: owners[one].member_id for one in wanted}
        said = consents.of_members(conn, shop.program_id, list(people.values()))
        figures = {
            one: msgspec.structs.replace(
                figures[one], consents=_agreed(said.get(people[one], {}).values())
            )
            for one in wanted
        }  # fmt: skip
    return {
        one: Known(
            program=shop.program, state=states[one], figures=figures[one], at=shop.instant,
            others=frozenset((*states[one].profile.segments, *states[one].segments)),
        )
        for one in wanted
        if one in states and not states[one].moved_into
    }  # fmt: skip


def _agreed(said: Iterable[Consent]) -> dict[str, bool]:
    """Of each purpose, channel and pair, whether anything of it is agreed to."""
    found: dict[str, bool] = {}
    for one in said:
        for name in (one.purpose, one.channel, f"{one.purpose}/{one.channel}"):
            found[name] = found.get(name, False) or one.given
    return found
