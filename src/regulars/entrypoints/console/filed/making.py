"""A list as a file: what each of them has in common is here, what it lists stands in its own words.

A long list is looked up a part at a time: the next part once the one before is on its way.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, QueryDict, StreamingHttpResponse
from django.views.decorators.http import require_GET

from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.gates import View
from regulars.kit.pages.spreadsheets import Cell, csv_file

Row = TypeVar("Row")
Rows = Iterable[Sequence[Cell]]
PART = 500


def saved_as(name: str, head: Sequence[str]) -> Callable[[Callable[..., Rows]], View]:
    """Will make, of what gives a list's rows for a visit and what was asked, the page that saves
    them under this name."""

    def made(rows: Callable[..., Rows]) -> View:
        @require_GET
        @staff_page("export")
        @wraps(rows)
        def page(request: HttpRequest, visit: Visit, **parts: Any) -> StreamingHttpResponse:
            asked: QueryDict = request.GET
            return csv_file(name, head, rows(visit, asked, **parts))

        return page

    return made


def parts_of(part: Callable[[Row | None], list[Row]]) -> Iterator[list[Row]]:
    """Will give all parts; `part` gives the one after a row, or the first."""
    found = part(None)
    while found:
        yield found
        found = part(found[-1]) if len(found) == PART else []
