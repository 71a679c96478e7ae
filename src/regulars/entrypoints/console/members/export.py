"""Members as a CSV file: streamed, a page at a time; no cell is a formula for whoever opens it."""

import csv
from collections.abc import Iterator
from itertools import islice

from django.http import HttpRequest, QueryDict, StreamingHttpResponse
from django.views.decorators.http import require_GET

from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.members import filtering, people

ROWS = 1000
HEAD = ("id", "name", "contact", "number", "joined_at", "available", "simulated")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Line:
    """What csv writes into: it hands each line on."""

    def write(self, line: str) -> str:
        return line


@require_GET
@staff_page("export")
def export(request: HttpRequest, visit: Visit) -> StreamingHttpResponse:
    """What the list shows, all pages of it."""
    lines = _lines(visit, request.GET)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="members.csv"'
    return response


def safe(cell: str) -> str:
    """Will keep spreadsheets from taking a text for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def cells(row: people.Row) -> list[str | int]:
    """Will give the cells of a member's line, under `HEAD`."""
    texts = (row.id, row.name, row.contact, row.number, row.joined_at.isoformat())
    return [*map(safe, texts), row.balance, "yes" if row.simulated else "no"]


def _lines(visit: Visit, asked: QueryDict) -> Iterator[str]:
    writer = csv.writer(Line())
    yield writer.writerow(HEAD)
    everybody = filtering.all_asked(visit, asked)
    while found := list(islice(everybody, ROWS)):
        for row in people.rows(visit, found):
            yield writer.writerow(cells(row))
