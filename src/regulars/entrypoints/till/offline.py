"""The helper that keeps the counter's page when there is no network."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

from regulars.entrypoints.till import look
from regulars.entrypoints.till.device import device_of

FILES = (
    "pages/tokens.css", "pages/base.css", "pages/components.css", "pages/figures.css",
    "pages/lists.css", "pages/forms.css", "pages/parts.css", "pages/mark.svg",
    "till/till.css", "till/till.js", "till/queue.js", "till/store.js", "till/sealing.js",
    "till/items.js", "till/camera.js",
    "django_htmx/htmx-2.min.js",
)  # fmt: skip


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; the names of the files that it keeps change with what is in them."""
    kept = [*map(static, FILES), *look.files(device_of(request))]
    said = {"files": kept, "page": reverse("till:main")}
    response = render(request, "till/worker.js", said, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response
