"""Pictures as anybody sees them: under an address that is their hash, which browsers may keep for
ever.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseNotModified
from django.views.decorators.http import require_safe

from regulars.domains import pictures
from regulars.flows import picturing
from regulars.kit.images import TYPES
from regulars.kit.pg.django import connection

YEAR = 31_536_000


@require_safe
def image(request: HttpRequest, digest: str, ending: str) -> HttpResponse:
    """A picture; never anything else, whatever a browser would like to make of it."""
    found = pictures.queries.picture(connection(), digest)
    if found is None or picturing.ENDINGS[found.kind] != ending:
        return HttpResponseNotFound()
    tag = f'"{digest}"'
    known = request.headers.get("If-None-Match") == tag
    response = HttpResponseNotModified() if known else HttpResponse(found.body, TYPES[found.kind])
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
