"""Events and places at them, as pages show them."""

from datetime import datetime
from uuid import UUID

from django.http import Http404
from msgspec import Struct

from regulars.domains.gatherings import queries
from regulars.domains.gatherings.contracts import Gathering, Place, Taken
from regulars.domains.programs import plain
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.members.entries import levels_asked
from regulars.entrypoints.console.members.people import accounts_named
from regulars.flows.event_news import event_id
from regulars.kit import ids


class Row(Struct, frozen=True, kw_only=True):
    """One event in a list. `status`: coming, on, over or cancelled."""

    id: str
    title: str
    kind: str
    location: str
    begins_at: datetime
    ends_at: datetime
    places: int
    going: int
    waiting: int
    status: str
    levels: tuple[str, ...]


class Somebody(Struct, frozen=True, kw_only=True):
    """A member at an event."""

    member: str
    name: str
    number: int
    status: str
    code: str
    since: datetime
    barred_until: datetime | None
    lifted: bool


def named(visit: Visit, event: str) -> Gathering:
    """Will find an event of this program by the id in an address; another one's is not here."""
    wanted = ids.decode("evn", event)
    found = queries.some(visit.conn, visit.program_id, [wanted]) if wanted else {}
    if wanted is None or wanted not in found:
        raise Http404
    return found[wanted]


def rows(visit: Visit, found: list[Gathering]) -> list[Row]:
    """Will give events as a list shows them, with how many come and wait."""
    counts = queries.taken(visit.conn, visit.program_id, [one.gathering_id for one in found])
    return [row(visit, one, counts.get(one.gathering_id, Taken())) for one in found]


def row(visit: Visit, one: Gathering, taken: Taken) -> Row:
    """Will give an event as a list shows it."""
    return Row(
        id=event_id(one), title=one.title, kind=one.kind, location=one.location,
        begins_at=one.begins_at, ends_at=one.ends_at, places=one.places, going=taken.going,
        waiting=taken.waiting, status=_status(visit, one),
        levels=levels_asked(visit, one.audience),
    )  # fmt: skip


def _status(visit: Visit, one: Gathering) -> str:
    now = visit.shop.now
    if one.status == "cancelled":
        return "cancelled"
    if one.status == "over" or one.ends_at <= now:
        return "over"
    return "on" if one.begins_at <= now else "coming"


def somebodies(visit: Visit, places: list[Place]) -> list[Somebody]:
    """Will give places with the names of those who have them, in the order of the line."""
    whose = accounts_named(visit, [one.account_id for one in places])
    return [
        Somebody(
            member=whose[one.account_id][0], name=whose[one.account_id][1], number=one.number,
            status=one.status, code=one.code, since=one.signed_up_at,
            barred_until=one.barred_until, lifted=one.lifted_at is not None,
        )
        for one in places if one.account_id in whose
    ]  # fmt: skip


def gives(visit: Visit, kind: str) -> list[str]:
    """Will say what coming to an event of a kind earns, in the program's own sentences."""
    program = visit.shop.program.document
    texts = {one.heading: one.sentences for one in plain.sections(program)}.get("Earning", ())
    return [
        text for rule, text in zip(program.earn, texts, strict=True)
        if rule.on == "event.attended" and _fits(rule.when.data.get("kind"), kind)
    ]  # fmt: skip


def _fits(wanted: object, kind: str) -> bool:
    return wanted is None or kind in (wanted if isinstance(wanted, tuple) else (wanted,))


def read_place(text: str) -> tuple[datetime, UUID] | None:
    """Will read from where a list goes on."""
    at, _, one = text.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(one)
    except ValueError:
        return None
