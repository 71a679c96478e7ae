"""Coming in by a link that the shop handed over: looking at it uses nothing up, going in does."""

from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regulars.domains.members import queries as members
from regulars.entrypoints.portal.access import Visit, club_page, let_in, onward, render
from regulars.flows import member_links
from regulars.flows.member_links import Link
from regulars.kit import clock, ids
from regulars.kit.pg.django import transact


@require_http_methods(["GET", "POST"])
@club_page
def enter(request: HttpRequest, visit: Visit, link: str, secret: str) -> HttpResponse:
    """A page with one button, since programs that look at links must not use them up."""
    if request.method == "GET":
        return render(request, visit, "portal/door/enter.html", {})
    request_id = ids.decode("lnk", link)
    member_id = None
    if request_id is not None:
        known = Link(request_id=request_id, secret=secret)
        member_id = transact(
            lambda conn: member_links.use(conn, visit.program_id, known, clock.now())
        )
    found = members.current(visit.conn, visit.program_id, [member_id] if member_id else [])
    member = found.get(member_id) if member_id else None
    if member is None or member.erased_at is not None or member.closed_at is not None:
        error = _("The link was used, or its time is over. Ask for a new one.")
        return render(request, visit, "portal/door/enter.html", {"error": error}, 422)
    let_in(request, visit, member)
    return Redirect(onward(request, visit))
