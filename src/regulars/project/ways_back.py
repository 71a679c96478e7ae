"""From a page that is not there or not for somebody, a way to where they can go on."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse

from regulars.entrypoints.portal.access import first_page


def way_back(request: HttpRequest) -> dict[str, Callable[[], str]]:
    """For templates: the first page of the site that the address belongs to; '' for a club that
    there is not."""
    return {"way_back": lambda: _way_back(request.path)}


def _way_back(path: str) -> str:
    if path.startswith("/club/"):
        return first_page(path.split("/")[2])
    return reverse("till:main" if path.startswith("/till/") else "console:home")
