"""The clubs page, one club, and joining or leaving it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from regulars.entrypoints.portal.access import Visit, club_page, for_members, render
from regulars.entrypoints.portal.clubs import view_of
from regulars.entrypoints.portal.why_not import refusal
from regulars.flows import join_club, leave_club
from regulars.flows.guessing import WRITTEN, Asker
from regulars.flows.membership import Asking, Stands
from regulars.kit.pages.requests import address_of, typed
from regulars.kit.pg.django import transact


@require_GET
@club_page
@for_members
def clubs(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Mine, and what else there is."""
    mine, others = view_of.clubs(visit)
    return render(request, visit, "portal/clubs/clubs.html", {"mine": mine, "others": others})


@require_GET
@club_page
@for_members
def club(request: HttpRequest, visit: Visit, club: str) -> HttpResponse:
    """One club: for its members with what is in it."""
    return _shown(request, visit, club)


def _shown(
    request: HttpRequest, visit: Visit, name: str, error: str = "", status: int = 200
) -> HttpResponse:
    found = view_of.club_of(visit, name)
    if found is None:
        raise Http404
    held, seen = found
    said = {"one": seen, "error": error}
    if seen.status == "member":
        said["inside"] = view_of.inside(visit, held)
    return render(request, visit, "portal/clubs/club.html", said, status)


@require_POST
@club_page
@for_members
def join(request: HttpRequest, visit: Visit, club: str) -> HttpResponse:
    """Joins, asks to, or joins with a code."""
    found = view_of.club_of(visit, club)
    if found is None:
        raise Http404
    asks = Asking(
        account_id=visit.me.account_id, code=typed(request, "code", 100),
        asker=Asker(key_id=visit.program_id, address=address_of(request)),
    )  # fmt: skip
    stands = transact(
        lambda conn: join_club.join(conn, visit.shop, found[0].club_id, asks), undo=_untold
    )
    if stands.refused is not None:
        return _shown(request, visit, club, refusal(visit, stands.refused), 422)
    asked = stands.membership is not None and stands.membership.status == "asked"
    messages.success(
        request, _("You asked. The shop answers you.") if asked else _("Welcome to the club.")
    )
    return Redirect(visit.address("one_club", club=club))


@require_POST
@club_page
@for_members
def leave(request: HttpRequest, visit: Visit, club: str) -> HttpResponse:
    """Leaves, or no longer asks, or turns an invitation down."""
    found = view_of.club_of(visit, club)
    if found is None:
        raise Http404
    asks = Asking(account_id=visit.me.account_id)
    stands = transact(
        lambda conn: leave_club.leave(conn, visit.shop, found[0].club_id, asks), undo=_untold
    )
    if stands.refused is not None:
        messages.error(request, refusal(visit, stands.refused))
    else:
        messages.success(request, _("Done."))
    return Redirect(visit.address("clubs"))


def _untold(stands: Stands) -> bool:
    """A wrong code is counted although its answer is a no."""
    return stands.refused is not None and stands.refused.code not in WRITTEN
