"""The style sheet of a club's look."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from regulars.entrypoints.portal.access import Visit, club_page
from regulars.kit.pages import wearing


@require_safe
@club_page
def sheet(request: HttpRequest, visit: Visit, mark: str) -> HttpResponse:  # noqa: ARG001
    """The tokens that differ from ours."""
    return wearing.sheet(visit.shop.program.document.look, mark)
