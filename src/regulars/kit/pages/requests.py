"""What a page may know of who asks."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Will give the address that a request came from.

    Only where the operator says that a proxy stands before us is its header believed, and of it
    only what that proxy wrote: the last one.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_SSL_REDIRECT else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def typed(request: HttpRequest, name: str, most: int = 200) -> str:
    """Will give what was typed into a field, without what no text may hold, and not too long."""
    return request.POST.get(name, "").replace("\0", "").strip()[:most]
