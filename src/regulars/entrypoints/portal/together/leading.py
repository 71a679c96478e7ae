"""What those do who decide who is in: ask in, hand over, let go, name children, rename."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regulars.core.sharing import HEAD, may_manage
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.domains.sharing.contracts import Shared
from regulars.entrypoints.portal.access import Visit, club_page, for_members, render
from regulars.entrypoints.portal.together import view_of, views
from regulars.entrypoints.portal.why_not import refusal
from regulars.flows import account_changes, invite, leave_account
from regulars.kit import ids
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact


def led(visit: Visit) -> Shared:
    """Will give the shared account where the member may decide who is in it."""
    shared = view_of.shared_of(visit)
    if shared is None or not may_manage(visit.shop.program.document, visit.me.role):
        raise Http404
    return shared


@require_POST
@club_page
@for_members
def ask(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Makes an invitation; the answer is the only page that ever shows its code."""
    shared, role = led(visit), typed(request, "role")
    made = transact(
        lambda conn: invite.invite(conn, visit.shop, shared, role),
        undo=lambda one: one.refused is not None,
    )
    if made.refused is not None:
        return views.page(request, visit, {"wrong": refusal(visit, made.refused)}, 422)
    address = request.build_absolute_uri(visit.address("come"))
    return views.page(request, visit, {"code": made.code, "come": address})


@require_http_methods(["GET", "POST"])
@club_page
@for_members
def person(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """Says what letting somebody go or handing over means, then does it."""
    shared = led(visit)
    somebody = _somebody(visit, shared, member)
    roles = {role for role, _name, _may in view_of.together(visit, shared).roles}
    said = {"who": somebody.name or _("Somebody without a name"), "role": somebody.role,
            "parting": view_of.parting(visit, shared), "id": member,
            "one": view_of.together(visit, shared)}  # fmt: skip
    if request.method == "GET":
        return render(request, visit, "portal/together/person.html", said)
    what, role = typed(request, "what"), typed(request, "role")
    if what == "role" and role not in roles:
        raise Http404
    if what == "hand-over" and visit.me.role != HEAD:
        raise Http404
    answer = transact(
        lambda conn: (
            leave_account.leave(conn, visit.shop, somebody)
            if what == "go"
            else leave_account.change_role(
                conn, visit.shop, shared, somebody, HEAD if what == "hand-over" else role
            )
        ),
        undo=lambda one: one.refused is not None,
    )
    if answer.refused is not None:
        said["error"] = refusal(visit, answer.refused)
        return render(request, visit, "portal/together/person.html", said, 409)
    messages.success(request, _("Done."))
    return Redirect(visit.address("household"))


def _somebody(visit: Visit, shared: Shared, member: str) -> Member:
    member_id = ids.decode("mem", member)
    found = members.members(visit.conn, visit.program_id, [member_id] if member_id else [])
    mine = found and found[0].account_id == shared.account_id and found[0].role
    if not mine or found[0].member_id == visit.me.member_id:
        raise Http404
    return found[0]


@require_POST
@club_page
@for_members
def change(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Renames a household, withdraws an invitation, names a child or takes one out."""
    shared, what = led(visit), typed(request, "what")
    if what not in account_changes.CHANGES:
        raise Http404
    told = {name: typed(request, name, 100) for name in ("name", "child", "invitation")}
    if not told.get(account_changes.NAMED.get(what, ""), what):
        messages.error(request, _("Write a name."))
        return Redirect(visit.address("household"))
    try:
        refused = transact(
            lambda conn: account_changes.change(conn, visit.shop, shared, what, told),
            undo=lambda one: one is not None,
        )
    except LookupError as error:
        raise Http404 from error
    if refused is not None:
        messages.error(request, refusal(visit, refused))
    return Redirect(visit.address("household"))
