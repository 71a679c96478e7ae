"""What the till's page may do besides: use the camera."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

FEATURES = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


def with_camera(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Will allow a page the camera; everything else stays as it is for all pages."""

    @wraps(view)
    def allowed(request: HttpRequest, *said: Any, **parts: Any) -> HttpResponse:
        response = view(request, *said, **parts)
        response["Permissions-Policy"] = FEATURES
        return response

    return allowed
