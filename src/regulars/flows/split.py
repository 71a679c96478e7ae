"""Two members who were made one are two again: what had come with the other one goes back to them,
as far as it is still there; what happened since stays with the one who stayed.

Nothing is deleted: points and vouchers go back as two linked entries, as they had come.
"""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.core import calendar
from regulars.core.effects import Refused
from regulars.core.evaluate import evaluate, pass_time
from regulars.core.facts import MoveIn, ProfileChanged
from regulars.core.parcels import Arrival, Parcel, parcel
from regulars.core.parcels import Merge as Story
from regulars.core.state import FIRST_SET, AccountState
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import KeptOrder, inputs_of
from regulars.domains.members import operations as members
from regulars.domains.members import queries as found
from regulars.domains.members.contracts import Member, Merge
from regulars.domains.tiers import operations as tiers
from regulars.flows import former_accounts, merge_kept, merging, split_people
from regulars.flows.answers import Answer, first, refusal
from regulars.flows.books import Books
from regulars.flows.merge_kept import UNDO, Kept
from regulars.flows.merging import Moved
from regulars.flows.shops import Shop
from regulars.flows.steps import Step, unasked
from regulars.kit import ids


class Split(Struct, frozen=True, kw_only=True):
    """How it ended, and what had come and goes back; both of them None where it is refused."""

    answer: Answer
    story: Story | None = None
    parcel: Parcel | None = None
    other: UUID | None = None


def open_until(merge: Merge) -> datetime | None:
    """Will tell until when two can be made two again; None where they are, or cannot any more."""
    return merge.at + UNDO if merge.split_at is None and merge.kept != b"{}" else None


def split(
    conn: Connection, shop: Shop, keep: Member, merge_id: UUID | None, *, actor: str = ""
) -> Split:
    """Will make two of a member again: undo the named merge, or the latest that can be.

    Refusals: merge_unknown, merge_too_old, account_closed, member_shares_account,
    merge_not_traceable. A merge that is undone already answers `repeated`.
    """
    known = found.merges(conn, shop.program_id, keep.member_id)
    others = sorted({keep.member_id, *(one.other_id for one in known)})
    stand = {one: found.locked(conn, shop.program_id, one) for one in others}
    # Read again under the locks: somebody may have been quicker.
    known = found.merges(conn, shop.program_id, keep.member_id)
    merge = _named(known, merge_id)
    if merge is None:
        return Split(answer=refusal("merge_unknown"))
    mine, theirs = stand[merge.member_id], stand.get(merge.other_id)
    if mine is None or theirs is None or mine.merged_into:
        raise SerializationFailure("somebody united them meanwhile")
    if merge.split_at is not None:
        return Split(answer=Answer(status="repeated", account_id=mine.account_id))
    kept, refused = merge_kept.read(merge), _refused(shop, merge, mine)
    if refused is not None or kept is None:
        return Split(answer=Answer(status="refused", refused=refused or _too_old()))
    return _split(conn, shop, merge, mine, kept, actor)


def _named(known: list[Merge], merge_id: UUID | None) -> Merge | None:
    if merge_id is not None:
        return next((one for one in known if one.merge_id == merge_id), None)
    return next((one for one in known if one.split_at is None), next(iter(known), None))


def _refused(shop: Shop, merge: Merge, mine: Member) -> Refused | None:
    if mine.closed_at or mine.erased_at:
        return Refused(code="account_closed")
    if mine.role:
        return Refused(code="member_shares_account")
    return _too_old() if shop.now > merge.at + UNDO else None


def _too_old() -> Refused:
    return Refused(code="merge_too_old", params={"days": UNDO.days})


def _split(
    conn: Connection, shop: Shop, merge: Merge, mine: Member, kept: Kept, actor: str
) -> Split:
    theirs = kept.theirs
    split_people.clubs(conn, shop, kept)
    books = Books(conn, shop, ())
    books.lock([mine.account_id, theirs.account_id])
    story = _story(books, mine.account_id, merge.event_no, theirs.account_id)
    if story is None:
        return Split(answer=refusal("merge_not_traceable"))
    orders = _orders(books, mine.account_id, theirs.account_id)
    passed = books.pass_time(mine.account_id)
    goes = parcel(
        story, books.state(mine.account_id), at=shop.now,
        holder=ids.encode("acc", mine.account_id), former=ids.encode("acc", theirs.account_id),
    )  # fmt: skip
    mark = f":#{merge.merge_id}"
    left = books.evaluate(
        Step(
            account_id=mine.account_id, fact=goes.out, key=f"split-out:{theirs.account_id}{mark}",
            fingerprint=merge.merge_id.bytes, actor=actor,
        )
    )  # fmt: skip
    if left.outcome.refused is not None:
        return Split(answer=first(left))
    came = merging.arrive(books, mine.account_id, theirs.account_id, goes.back, mark)
    moved = Moved(goes.back, came, passed)
    merging.rehang(books, orders, mine.account_id, theirs.account_id, moved)
    now = split_people.parted(mine, kept)
    for was, one in ((mine, now), (theirs, theirs)):
        if books.state(one.account_id).profile != one.profile():
            fact = ProfileChanged(occurred_at=shop.now, profile=one.profile())
            books.evaluate(unasked(was.account_id, fact, "changed", actor=actor))
    state = books.state(theirs.account_id)
    books.write()
    standings = {FIRST_SET: state.tier, **state.tiers}
    known = {name: one for name, one in standings.items() if name in shop.program.ladders}
    tiers.stand(conn, theirs.account_id, shop.program_id, known)
    split_people.people(conn, shop, kept, now)
    members.note_split(conn, merge, shop.now, actor)
    return Split(answer=first(left), story=story, parcel=goes, other=theirs.member_id)


def _story(books: Books, account_id: UUID, event_no: int, former: UUID) -> Story | None:
    """Will tell an account's history again up to now, and keep what a merge did. None where it
    can no longer be told as it was: somebody's own words in it were erased."""
    timeline, stored = books.shop.timeline, books.state(account_id)
    came_from = ids.encode("acc", former)
    state = before = after = AccountState()
    came: list[Arrival] = []
    for one in events.history(books.conn, [account_id]).get(account_id, []):
        fact, booked = one.fact(), calendar.instant(one.booked_at)
        was = state
        outcome, state = evaluate(timeline, fact, was, inputs_of(one.inputs), booked)
        if one.event_no == event_no:
            before, after = pass_time(timeline, was, booked)[1], state
        if one.event_no >= event_no and isinstance(fact, MoveIn) and fact.came_from == came_from:
            came.append(Arrival(fact, outcome.effects))
    if state.done_until < stored.done_until:
        _, state = pass_time(timeline, state, stored.done_until)
    return Story(before, after, came) if came and state == stored else None


def _orders(books: Books, holder: UUID, former: UUID) -> list[KeptOrder]:
    """Will give the orders that came with the former account, by whatever way they had come to
    it."""
    held = events.orders_held(books.conn, holder, merging.ORDERS_MAX)
    ways: dict[UUID, bool] = {holder: False}
    for one in held:
        if one.account_id not in ways:
            ways[one.account_id] = former in former_accounts.of(books.conn, one)
    return [one for one in held if ways[one.account_id]]
