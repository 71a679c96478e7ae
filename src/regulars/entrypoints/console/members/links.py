"""A member's sign-in link, made at the counter and shown once."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members import people
from regulars.flows import member_links
from regulars.kit import clock, ids
from regulars.kit.cardprint.square import square
from regulars.kit.pg.django import transact


@require_POST
@staff_page("sign_members_in")
def link(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """Makes a link to the member's own pages; it works once, within ten minutes."""
    found = people.named(visit, member)
    made = transact(
        lambda conn: member_links.make(conn, visit.shop, found, clock.now(), actor=visit.actor)
    )
    parts = {
        "program": visit.club, "link": ids.encode("lnk", made.request_id),
        "secret": made.secret,
    }  # fmt: skip
    address = request.build_absolute_uri(reverse("portal:enter", kwargs=parts))
    said = {"member": people.header(visit, found), "address": address, "picture": square(address)}
    return render(request, visit, "console/members/link.html", said)
