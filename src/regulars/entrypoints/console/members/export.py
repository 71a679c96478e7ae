"""Members as a CSV file: streamed, a page at a time; no cell is a formula for whoever opens it."""

from collections.abc import Iterator
from itertools import islice

from django.http import HttpRequest, QueryDict, StreamingHttpResponse
from django.views.decorators.http import require_GET

from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.members import filtering, people
from regulars.kit.pages.spreadsheets import Cell, csv_file

ROWS = 1000
HEAD = ("id", "name", "contact", "number", "joined_at", "available", "simulated", "last_order",
        "spent_minor")  # fmt: skip


@require_GET
@staff_page("export")
def export(request: HttpRequest, visit: Visit) -> StreamingHttpResponse:
    """What the list shows, all pages of it."""
    return csv_file("members", HEAD, _rows(visit, request.GET))


def cells(row: people.Row) -> list[Cell]:
    """Will give the cells of a member's line, under `HEAD`."""
    texts = (row.id, row.name, row.contact, row.number, row.joined_at.isoformat())
    last = row.last_order.isoformat() if row.last_order else ""
    return [*texts, row.balance, "yes" if row.simulated else "no", last, row.spent]


def _rows(visit: Visit, asked: QueryDict) -> Iterator[list[Cell]]:
    everybody = filtering.all_asked(visit, asked)
    while found := list(islice(everybody, ROWS)):
        for row in people.rows(visit, found, buying=True):
            yield cells(row)
