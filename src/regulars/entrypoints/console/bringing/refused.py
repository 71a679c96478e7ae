"""The rows that were not taken, as a CSV file with the reasons."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from regulars.domains import imports
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.bringing import words
from regulars.entrypoints.console.bringing.finding import named
from regulars.kit.pages.spreadsheets import Cell, csv_file

PAGE = 1000


@require_GET
@staff_page("bring_in")
def file(request: HttpRequest, visit: Visit, file: str) -> StreamingHttpResponse:  # noqa: ARG001
    """Line, field, value, code and what to do, as the checking or the import found them."""
    rows = _rows(visit, named(visit, file).file_id)
    return csv_file("not-taken", ("line", "field", "value", "code", "why"), rows)


def _rows(visit: Visit, file_id: UUID) -> Iterator[tuple[Cell, ...]]:
    after = 0
    while rows := imports.queries.refused(visit.conn, file_id, after=after, limit=PAGE):
        for one in rows:
            yield one.line, one.field, one.value, one.code, words.why(one)
        after = rows[-1].line
