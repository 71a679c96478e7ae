"""Says that the web process answers; whoever watches it asks `/health`."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class Health:
    """Middleware before all others: who asks knows the machine's address, not the shop's name.

    It asks no database: that one's absence must not restart a healthy process.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/health":
            return HttpResponse("ok", content_type="text/plain")
        return self.get_response(request)
