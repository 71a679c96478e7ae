"""The console's pages; each asks for one thing and gives its template plain values."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def overview(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return render(request, "console/overview.html")
