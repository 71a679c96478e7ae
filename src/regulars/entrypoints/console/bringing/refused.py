"""The rows that were not taken, as a CSV file with the reasons."""

import csv
from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from regulars.domains import imports
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.bringing import words
from regulars.entrypoints.console.bringing.finding import named
from regulars.entrypoints.console.members.export import Line, safe

PAGE = 1000


@require_GET
@staff_page("bring_in")
def file(request: HttpRequest, visit: Visit, file: str) -> StreamingHttpResponse:  # noqa: ARG001
    """Line, field, value, code and what to do, as the checking or the import found them."""
    found = named(visit, file)
    response = StreamingHttpResponse(
        _lines(visit, found.file_id), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="not-taken.csv"'
    return response


def _lines(visit: Visit, file_id: UUID) -> Iterator[str]:
    writer = csv.writer(Line())
    yield writer.writerow(("line", "field", "value", "code", "why"))
    after = 0
    while rows := imports.queries.refused(visit.conn, file_id, after=after, limit=PAGE):
        for one in rows:
            cells = (one.field, one.value, one.code, words.why(one))
            yield writer.writerow([one.line, *map(safe, cells)])
        after = rows[-1].line
