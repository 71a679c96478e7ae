"""The work list of members who are likely one person, and those who were told apart."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from regulars.domains.members import likeness
from regulars.domains.members import queries as members
from regulars.domains.members.likeness import REASONS, Apart
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.actors import actor_names
from regulars.entrypoints.console.members import people
from regulars.flows import likely_one
from regulars.flows.likely_one import Two
from regulars.kit import ids
from regulars.kit.pages.requests import typed
from regulars.kit.pages.spreadsheets import Cell, csv_file
from regulars.kit.pg.django import transact

ROWS = 50
HEAD = ("id", "name", "contact", "number", "other_id", "other_name", "other_contact",
        "other_number", "why")  # fmt: skip


@require_GET
@staff_page("unite")
def duplicates(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Pairs, a page at a time: the likeliest first, or those who were told apart."""
    text, why = _asked(request)
    start = _start(request.GET.get("from", ""))
    said: dict[str, Any] = {
        "q": text, "why": why, "reasons": list(reasons().items()),
        "apart": request.GET.get("show") == "apart",
    }  # fmt: skip
    if said["apart"]:
        told = likeness.apart(visit.conn, visit.program_id)
        said["rows"] = _told(visit, told[start : start + ROWS])
        said["count"] = len(told)
    else:
        pairs = likely_one.listed(visit.conn, visit.shop, text, why)
        said["rows"] = _rows(visit, pairs[start : start + ROWS])
        said["most"] = likely_one.MOST if len(pairs) == likely_one.MOST else 0
        said["count"] = len(pairs)
    said["more"] = start + ROWS if said["count"] > start + ROWS else 0
    return render(request, visit, "console/members/duplicates.html", said)


@require_POST
@staff_page("unite")
def tell_apart(request: HttpRequest, visit: Visit, member: str, other: str) -> HttpResponse:
    """Remembers that two members are two, or forgets that."""
    two = [people.named(visit, one).member_id for one in (member, other)]
    back = visit.address("duplicates")
    if typed(request, "what") == "undo":
        if transact(lambda conn: likeness.tell_apart_no_more(conn, visit.program_id, two)):
            messages.success(request, _("They may be one person again."))
        return Redirect(f"{back}?show=apart")
    if two[0] == two[1]:
        raise Http404
    if transact(
        lambda conn: likeness.tell_apart(
            conn, visit.program_id, two, visit.shop.now, visit.actor
        )
    ):  # fmt: skip
        messages.success(request, _("They are two, and are not listed any more."))
    return Redirect(back)


@require_GET
@staff_page("unite")
def duplicates_csv(request: HttpRequest, visit: Visit) -> HttpResponse | StreamingHttpResponse:
    """What the list shows, all pages of it."""
    if not visit.may("export"):
        return render(request, visit, "console/denied.html", {}, status=403)
    return csv_file("likely-one-person", HEAD, _cells(visit, *_asked(request)))


def reasons() -> dict[str, str]:
    """Will give why two may be one, in words."""
    names = {
        "email": _("same e-mail, written otherwise"), "phone": _("same phone number"),
        "card": _("same card, written otherwise"), "number": _("same number, written otherwise"),
        "birthday": _("same name and birthday"), "postcode": _("same name and postcode"),
    }  # fmt: skip
    return {one: names[one] for one in REASONS}


def _rows(visit: Visit, some: Sequence[Two]) -> list[dict[str, Any]]:
    names = reasons()
    lines = iter(people.rows(visit, [one for two in some for one in (two.first, two.second)]))
    return [
        {"one": next(lines), "two": next(lines), "why": [names[it] for it in two.why]}
        for two in some
    ]


def _told(visit: Visit, some: Sequence[Apart]) -> list[dict[str, Any]]:
    wanted = [one for pair in some for one in (pair.member_id, pair.other_id)]
    found = members.members(visit.conn, visit.program_id, wanted)
    lines = {one.id: one for one in people.rows(visit, found)}
    who = actor_names(visit, (one.actor for one in some))
    return [
        {
            "one": lines[ids.encode("mem", one.member_id)],
            "two": lines[ids.encode("mem", one.other_id)],
            "at": one.at, "who": who[one.actor],
        }
        for one in some
    ]  # fmt: skip


def _cells(visit: Visit, text: str, why: str) -> Iterator[list[Cell]]:
    pairs = likely_one.listed(visit.conn, visit.shop, text, why)
    for start in range(0, len(pairs), ROWS):
        for row in _rows(visit, pairs[start : start + ROWS]):
            both = (row["one"], row["two"])
            cells = [cell for one in both for cell in (one.id, one.name, one.contact, one.number)]
            yield [*cells, ", ".join(row["why"])]


def _asked(request: HttpRequest) -> tuple[str, str]:
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    why = request.GET.get("why", "")
    return text, why if why in REASONS else ""


def _start(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
