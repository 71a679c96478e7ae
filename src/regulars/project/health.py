"""Says that the web process answers; whoever watches it asks here."""

from django.http import HttpRequest, HttpResponse


def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's shape
    """Answers without a database, so that its absence does not restart a healthy process."""
    return HttpResponse("ok", content_type="text/plain")
