"""A number for every request of a page, and its line in the log; the API's desk does its own."""

import re
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from regulars.kit import journal
from regulars.wire.responses import request_number

_API = re.compile(r"/v1(/|$)")


class Journal:
    """Middleware around all that makes pages; files for browsers are answered before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._wanted = journal.wanted() != "none"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _API.match(request.path_info):
            return self.get_response(request)
        number = request_number(request.headers.get("X-Request-Id", ""))
        journal.begin(number)
        began = time.perf_counter()
        answer = self.get_response(request)
        answer["X-Request-Id"] = number
        if self._wanted:
            seconds = time.perf_counter() - began
            journal.answered(route(request), answer.status_code, seconds, method=request.method)
        return answer


def route(request: HttpRequest) -> str:
    """What an address led to, without what it named."""
    found = request.resolver_match
    return f"/{found.route}" if found is not None else "other"
