"""Segments: each in plain words with its members, as a list and as a file."""

from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from regulars.core.program import Where
from regulars.domains.members import queries as members
from regulars.domains.programs.segment_phrases import where_words
from regulars.domains.segments import queries
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer.outline import shapes
from regulars.entrypoints.console.designer.tables import KINDS
from regulars.entrypoints.console.members import people
from regulars.entrypoints.console.members.export import HEAD, cells
from regulars.flows import segmenting
from regulars.kit.pages.spreadsheets import Cell, csv_file

ROWS = 50
PAGE = 1000


@require_GET
@staff_page("look")
def segments(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every segment, with how many are in it now."""
    counts = queries.counts(visit.conn, visit.program_id)
    rows = [
        {
            "id": name,
            "title": title,
            "text": where_words(visit.shop.program.document, where),
            "members": counts.get(name, 0),
        }
        for name, title, where in _all(visit)
    ]
    return render(
        request,
        visit,
        "console/segments/segments.html",
        {"rows": rows, "shapes": shapes(visit, KINDS["segment"])},
    )


@require_GET
@staff_page("see_members")
def segment(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """Who is in a segment."""
    title, where = _named(visit, name)
    after = _place(request.GET.get("after", ""))
    found = queries.members(visit.conn, visit.program_id, name, after=after, limit=ROWS + 1)
    page = found[:ROWS]
    owners = members.members_of(visit.conn, visit.program_id, [one.account_id for one in page])
    shown = [one for one in page if one.account_id in owners]
    rows = people.rows(visit, [owners[one.account_id] for one in shown])
    said = {
        "id": name,
        "title": title,
        "text": where_words(visit.shop.program.document, where),
        "members": queries.counts(visit.conn, visit.program_id).get(name, 0),
        "rows": list(zip(rows, [one.since for one in shown], strict=True)),
        "more": str(page[-1].account_id) if len(found) > ROWS else "",
        "first": after is None,
        "in_file": name in visit.shop.program.document.segments,
    }
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    template = "_members.html" if part and after else "segment.html"
    return render(request, visit, f"console/segments/{template}", said)


@require_GET
@staff_page("export")
def export(request: HttpRequest, visit: Visit, name: str) -> StreamingHttpResponse:  # noqa: ARG001
    """Everybody in a segment, as a CSV file."""
    _named(visit, name)
    return csv_file(name, HEAD, _rows(visit, name))


def _rows(visit: Visit, name: str) -> Iterator[list[Cell]]:
    after: UUID | None = None
    while True:
        found = queries.members(visit.conn, visit.program_id, name, after=after, limit=PAGE)
        owners = members.members_of(visit.conn, visit.program_id, [one.account_id for one in found])
        for row in people.rows(visit, list(owners.values())):
            yield cells(row)
        if len(found) < PAGE:
            return
        after = found[-1].account_id


def _all(visit: Visit) -> list[tuple[str, str, Where]]:
    titles = {name: one.title for name, one in visit.shop.program.document.segments.items()}
    saved = {one.segment: one.title for one in queries.saved(visit.conn, visit.program_id)}
    return [
        (name, titles.get(name) or saved.get(name) or name, where)
        for name, where in segmenting.definitions(visit.conn, visit.shop).items()
    ]


def _named(visit: Visit, name: str) -> tuple[str, Where]:
    for one, title, where in _all(visit):
        if one == name:
            return title, where
    raise Http404


def _place(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
