"""The list of members, and one member's page."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from regulars.domains import tags
from regulars.domains.ledger import queries as ledger
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.ledger.proofs import line
from regulars.entrypoints.console.members import (
    adjusting,
    belonging,
    filtering,
    noting,
    people,
    splitting,
)
from regulars.entrypoints.console.members.cards import carried, scanned
from regulars.entrypoints.console.members.cards import empty as empty_card
from regulars.entrypoints.console.members.levels import followed
from regulars.entrypoints.console.members.standing import stands
from regulars.entrypoints.console.members.streams import Cursor
from regulars.entrypoints.console.members.timeline import kinds, page
from regulars.flows.verify import verify_account
from regulars.kit import ids

ROWS = 50


@require_GET
@staff_page("see_members")
def members(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Members, searched or all, newest first."""
    wanted = filtering.choice(visit, request.GET)
    found = filtering.page(visit, wanted, _after(request), ROWS + 1)
    many = visit.names(visit.shop.program.first_currency)[1] if _has_points(visit) else ""
    listed = filtering.form(request, visit)
    said = {
        "q": wanted.text,
        "rows": people.rows(visit, found[:ROWS], buying=listed["bought"]),
        "scanned": scanned(visit, wanted.text),
        "more": ids.encode("mem", found[ROWS - 1].member_id) if len(found) > ROWS else "",
        "points": many,
        "first": "after" not in request.GET,
        "list": listed,
    }
    # A search that is typed, or "show more", replaces a part; going back needs the whole page.
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    template = "console/members/_results.html" if part else "console/members/list.html"
    if part and not said["first"]:
        template = "console/members/_rows.html"
    return render(request, visit, template, said)


@require_GET
@staff_page("see_members")
def member(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """One member: who, what they have, and everything that happened."""
    found = people.named(visit, member)
    kind = _kind(visit, request)
    items, more = page(visit, found, Cursor(), kind)
    said: dict[str, Any] = {
        "member": people.header(visit, found),
        "standing": stands(visit, found.account_id),
        "items": items,
        "kind": kind,
        "kinds": kinds(visit),
        "more": more.text() if more else "",
        "form": adjusting.empty(visit, _held(visit, found.account_id)),
        "carried": carried(visit, found.member_id),
        "card_form": empty_card(),
        "levels": followed(visit, found.account_id),
        "clubs": belonging.clubs_of(visit, found),
        "undoable": splitting.undoable(visit, found),
        "notes": noting.shown(visit, found),
        "words": tags.queries.of_members(visit.conn, visit.program_id, [found.member_id]).get(
            found.member_id, ()
        ),
    }
    return render(request, visit, "console/members/member.html", said)


@require_GET
@staff_page("see_members")
def timeline(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """The next page of the time line."""
    found = people.named(visit, member)
    start = Cursor.read(request.GET.get("from", ""))
    if start is None:
        raise Http404
    kind = _kind(visit, request)
    items, more = page(visit, found, start, kind)
    said = {
        "items": items,
        "kind": kind,
        "more": more.text() if more else "",
        "member": people.header(visit, found),
    }
    return render(request, visit, "console/members/_timeline.html", said)


@require_POST
@staff_page("prove")
def verify(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """Verifies one member's account at once."""
    found = people.named(visit, member)
    lines = [line(one) for one in verify_account(visit.conn, visit.program_id, found.account_id)]
    said = {"findings": lines, "member": people.header(visit, found), "verified_at": visit.shop.now}
    part = request.headers.get("HX-Request")
    template = "console/members/_proof.html" if part else "console/members/proof.html"
    return render(request, visit, template, said)


def _kind(visit: Visit, request: HttpRequest) -> str:
    kind = request.GET.get("kind", "")
    return kind if kind in dict(kinds(visit)) else ""


def _after(request: HttpRequest) -> UUID | None:
    return ids.decode("mem", request.GET.get("after", ""))


def _held(visit: Visit, account_id: UUID) -> Iterable[str]:
    return ledger.balances(visit.conn, [account_id]).get(account_id, {})


def _has_points(visit: Visit) -> bool:
    return bool(visit.shop.program.document.points)
