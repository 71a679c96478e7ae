"""Vouchers: all that are the member's, and one of them fit for a till."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.entrypoints.portal.access import Visit, club_page, for_members, for_spenders, render
from regulars.entrypoints.portal.vouchers.view_of import held, shown


@require_GET
@club_page
@for_members
@for_spenders
def vouchers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is open, the first to expire first, and what is over."""
    usable, over = held(visit)
    found = {"open": usable, "over": over}
    return render(request, visit, "portal/vouchers/vouchers.html", found)


@require_GET
@club_page
@for_members
def voucher(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """One voucher: whoever may not spend what the account holds does not see its code."""
    found = shown(visit, code) if visit.spends else None
    if found is None:
        raise Http404
    return render(request, visit, "portal/vouchers/voucher.html", {"one": found})
