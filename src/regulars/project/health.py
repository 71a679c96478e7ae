"""Answers whoever watches the web process: `/livez`, `/readyz`, and `/health` as before."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from regulars.wire.health import HEALTH, PATHS


class Health:
    """Middleware before all others: who asks knows the machine's address, not the shop's name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path not in PATHS:
            return self.get_response(request)
        status, word = HEALTH.said(request.path)
        answer = HttpResponse(word, status=status, content_type="text/plain")
        # A proxy asks every second: what it was told is no fault to log.
        answer._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
        return answer
