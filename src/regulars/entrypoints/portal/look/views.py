"""The style sheet of a club's look. Its address changes with what is in it, so browsers keep it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from regulars.entrypoints.portal.access import Visit, club_page
from regulars.entrypoints.portal.wearing import mark_of, sheet_of

YEAR = 31_536_000


@require_safe
@club_page
def sheet(request: HttpRequest, visit: Visit, mark: str) -> HttpResponse:  # noqa: ARG001
    """The tokens that differ from ours."""
    text = sheet_of(visit.shop.program.document)
    if not text or mark != mark_of(text):
        raise Http404
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
