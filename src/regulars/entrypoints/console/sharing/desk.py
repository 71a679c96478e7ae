"""What staff do for those who share an account: ask in, let in, give roles, let go, rename."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from regulars.domains.sharing.contracts import Shared
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.members import people
from regulars.entrypoints.console.sharing import rows, views
from regulars.flows import account_changes, invite, leave_account
from regulars.flows.answers import Answer
from regulars.kit.contact import normal_email, normal_phone
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff


@require_POST
@staff_page("serve")
def ask(request: HttpRequest, visit: Visit, account: str) -> HttpResponse:
    """Makes an invitation; the answer is the only page that ever shows its code."""
    shared, role, to = rows.named(visit, account), typed(request, "role"), typed(request, "to")
    contact = ("", "")
    if to:
        email, phone = normal_email(to), normal_phone(to)
        contact = ("email", email) if email else ("phone", phone) if phone else ("", "")
        if not contact[0]:
            wrong = _("Write an e-mail address or a phone number, or leave it empty.")
            return _again(request, visit, shared, {"to": to, "wrong_to": wrong})
    made = transact(
        lambda conn: invite.invite(conn, visit.shop, shared, role, contact=contact),
        undo=lambda one: one.refused is not None,
    )
    if made.refused is not None:
        wrong = for_staff(made.refused.code, made.refused.params)
        return _again(request, visit, shared, {"to": to, "wrong_to": wrong})
    return views.page(request, visit, shared, said={"code": made.code, "code_to": to})


@require_POST
@staff_page("serve")
def let_in(request: HttpRequest, visit: Visit, account: str) -> HttpResponse:
    """Lets a member in who stands at the counter and agrees."""
    shared, who = rows.named(visit, account), typed(request, "who")
    role = typed(request, "role")
    member, wrong = people.only(visit, who)
    if "agrees" not in request.POST:
        wrong = wrong or _("Ask them first: what they have may come into the account for good.")
    elif role not in {name for name, _title, _may in rows.roles(visit, shared.kind)}:
        wrong = wrong or _("Choose one of these.")
    if member is not None and not wrong:
        known = member
        answer = transact(
            lambda conn: invite.come(conn, visit.shop, shared, known, role),
            undo=lambda one: one.refused is not None,
        )
        wrong = for_staff(answer.refused.code, answer.refused.params) if answer.refused else ""
    if wrong:
        return _again(request, visit, shared, {"who": who, "wrong_who": wrong})
    messages.success(request, _("They share the account now."))
    return Redirect(visit.address("account", account=account))


@require_POST
@staff_page("serve")
def person(request: HttpRequest, visit: Visit, account: str, member: str) -> HttpResponse:
    """Gives somebody another role, or lets them go."""
    shared, somebody = rows.named(visit, account), people.named(visit, member)
    if somebody.account_id != shared.account_id or not somebody.role:
        raise Http404
    if request.POST.get("what") == "go":
        answer = transact(
            lambda conn: leave_account.leave(conn, visit.shop, somebody, actor=visit.actor),
            undo=lambda one: one.refused is not None,
        )
    else:
        role = typed(request, "role")
        answer = transact(
            lambda conn: leave_account.change_role(conn, visit.shop, shared, somebody, role),
            undo=lambda one: one.refused is not None,
        )
    _told(request, answer)
    return Redirect(visit.address("account", account=account))


@require_POST
@staff_page("serve")
def change(request: HttpRequest, visit: Visit, account: str) -> HttpResponse:
    """Renames it, withdraws an invitation, notes a child or takes one out."""
    shared = rows.named(visit, account)
    what = request.POST.get("what", "")
    if what not in account_changes.CHANGES or shared.ended_at is not None:
        raise Http404
    told = {name: typed(request, name) for name in ("name", "number", "child", "invitation")}
    if not told.get(account_changes.NAMED.get(what, ""), what):
        messages.error(request, _("Write a name."))
        return Redirect(visit.address("account", account=account))
    try:
        refused = transact(
            lambda conn: account_changes.change(conn, visit.shop, shared, what, told),
            undo=lambda one: one is not None,
        )
    except LookupError as error:
        raise Http404 from error
    if refused is not None:
        messages.error(request, for_staff(refused.code, refused.params))
    return Redirect(visit.address("account", account=account))


def _told(request: HttpRequest, answer: Answer) -> None:
    if answer.refused is not None:
        messages.error(request, for_staff(answer.refused.code, answer.refused.params))


def _again(
    request: HttpRequest, visit: Visit, shared: Shared, form: dict[str, str]
) -> HttpResponse:
    return views.page(request, visit, shared, said={"form": form}, status=422)
