"""Which members a list asks for: what stands in its address, read and given back to the form."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from regulars.domains import consents, tags
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.domains.merchants import views as saved
from regulars.domains.tags.contracts import clean
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.members.entries import level_title
from regulars.flows import ordering, segmenting
from regulars.flows.choosing import ORDERS, Choice, chosen
from regulars.kit import ids

FIELDS = ("q", "segment", "level", "tag", "consent", "least", "most", "since", "until", "sort")
COLUMNS = ("contact", "number", "levels", "tags", "joined", "balance", "last", "spend")
SHOWN = ("contact", "number", "joined", "balance")
PICKED_MAX = 500
SORTING = {
    "name": ("name", "-name"), "joined": ("", "joined"), "balance": ("-balance", "balance"),
    "last": ("-last", "last"), "spend": ("-spend", "spend"),
}  # fmt: skip
"""By column: how it sorts at first, and when its head is chosen once more."""
UP = ("name",)  # these begin with the least


def choice(visit: Visit, asked: QueryDict) -> Choice:
    """Will read what is asked for; what makes no sense does not matter."""
    text = {name: asked.get(name, "").replace("\0", "").strip()[:200] for name in FIELDS}
    until = day(visit, text["until"])
    order = text["sort"] if text["sort"] in ORDERS else ""
    return Choice(
        text=text["q"], segment=text["segment"], level=text["level"], tag=clean(text["tag"]),
        consent=text["consent"], least=_whole(text["least"]), most=_whole(text["most"]),
        since=day(visit, text["since"]), until=until + timedelta(days=1) if until else None,
        order=order,
    )  # fmt: skip


def picked(visit: Visit, asked: QueryDict) -> list[Member] | None:
    """Will give those who were ticked, of this program; None when nobody was."""
    wanted = [ids.decode("mem", one) for one in asked.getlist("member")[:PICKED_MAX]]
    if not wanted:
        return None
    found = members.members(visit.conn, visit.program_id, [one for one in wanted if one])
    return [one for one in found if one.erased_at is None and one.merged_into is None]


def all_asked(visit: Visit, asked: QueryDict) -> Iterator[Member]:
    """Will give those who were ticked, or all who match."""
    found = picked(visit, asked)
    if found is not None:
        return iter(found)
    return chosen(visit.conn, visit.shop, choice(visit, asked))


def page(visit: Visit, wanted: Choice, before: UUID | None, limit: int) -> list[Member]:
    """Will give so many who match."""
    if wanted.plain:
        return members.search(visit.conn, visit.program_id, wanted.text, before=before, limit=limit)
    return list(islice(chosen(visit.conn, visit.shop, wanted, before=before), limit))


def columns(asked: QueryDict) -> list[str]:
    """Will give the columns that are shown, in their order."""
    wanted = asked.getlist("col")
    return [one for one in COLUMNS if one in (wanted or SHOWN)]


def query(asked: QueryDict, *, without: tuple[str, ...] = ("after", "member")) -> str:
    """Will give the address's part that asks for the same again."""
    kept = QueryDict(mutable=True)
    for name in (*FIELDS, "col"):
        values = [one for one in asked.getlist(name) if one]
        if values and name not in without:
            kept.setlist(name, values)
    return kept.urlencode()


def form(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """Will give what the form offers, and what is chosen in it."""
    document = visit.shop.program.document
    titles = {name: one.title for name, one in document.segments.items()}
    shown = columns(request.GET)
    bought = bool({"last", "spend"} & {*shown, request.GET.get("sort", "").removeprefix("-")})
    asked = {name: request.GET.get(name, "") for name in FIELDS}
    names = {
        "contact": _("E-mail or phone"), "number": _("Card or number"), "levels": _("Level"),
        "tags": _("Tags"), "joined": _("Joined"), "balance": _("Balance"),
        "last": _("Last order"), "spend": _("Spent"),
    }  # fmt: skip
    return {
        "asked": asked, "query": query(request.GET),
        "heads": _heads(request.GET),
        "filtered": any(value for name, value in asked.items() if name not in ("q", "sort")),
        "segments": [
            (name, titles.get(name) or name)
            for name in segmenting.definitions(visit.conn, visit.shop)
        ],
        "levels": [
            (one.id, level_title(visit, one.id))
            for ladder in visit.shop.program.ladders.values() for one in ladder.word.levels
        ],
        "words": list(tags.queries.words(visit.conn, visit.program_id)),
        "purposes": consents.queries.purposes(visit.conn, visit.program_id),
        "columns": [(one, names[one], one in shown) for one in COLUMNS],
        "counted": ordering.counted_at(visit.conn, visit.shop) if bought else None,
        "bought": bought,
        "show": {one: one in shown for one in COLUMNS},
        "saved": list(saved.of(visit.conn, visit.user_id, visit.program_id).items()),
    }  # fmt: skip


def _heads(asked: QueryDict) -> dict[str, dict[str, str]]:
    """Will give, for each column that sorts, where its head leads and how it sorts now."""
    now, rest = asked.get("sort", ""), query(asked, without=("sort",))
    said = {}
    for name, (first, second) in SORTING.items():
        to = second if now == first else first
        state = (
            ("ascending" if name in UP and now == first else "descending")
            if now in (first, second)
            else ""
        )
        if state and now == second:
            state = "descending" if name in UP else "ascending"
        said[name] = {"query": "&".join(filter(None, [rest, f"sort={to}" if to else ""])),
                      "state": state}  # fmt: skip
    return said


def day(visit: Visit, text: str) -> datetime | None:
    """Will read a day of the shop's calendar as its beginning."""
    try:
        return datetime.combine(date.fromisoformat(text), time(), ZoneInfo(visit.zone))
    except ValueError:
        return None


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 13 else None
