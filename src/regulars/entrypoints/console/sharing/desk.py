"""What staff do for those who share an account: ask in, let in, give roles, let go, rename."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from regulars.domains.sharing.contracts import Shared
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.members import people
from regulars.entrypoints.console.sharing import rows, views
from regulars.flows import invite, leave_account, share_account
from regulars.flows.answers import Answer
from regulars.flows.share_account import Firm
from regulars.kit import ids
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
    done = CHANGES.get(request.POST.get("what", ""))
    if done is None or shared.ended_at is not None:
        raise Http404
    wrong = done(request, visit, shared)
    if wrong:
        messages.error(request, wrong)
    return Redirect(visit.address("account", account=account))


def _rename(request: HttpRequest, visit: Visit, shared: Shared) -> str:
    name, number = typed(request, "name"), typed(request, "number")
    if not name:
        return _("Write a name.")
    firm = Firm(name=name, number=number, attributes=share_account.attributes(shared))
    transact(lambda conn: share_account.rename(conn, visit.shop, shared, firm))
    return ""


def _withdraw(request: HttpRequest, _visit: Visit, shared: Shared) -> str:
    invitation_id = ids.decode("inv", typed(request, "invitation"))
    if invitation_id is None:
        raise Http404
    refused = transact(lambda conn: invite.withdraw(conn, shared, invitation_id))
    return for_staff(refused, {}) if refused else ""


def _add_child(request: HttpRequest, visit: Visit, shared: Shared) -> str:
    name = typed(request, "child", 100)
    if not name:
        return _("Write a first name.")
    answer = transact(
        lambda conn: invite.add_child(conn, visit.shop, shared, name)[0],
        undo=lambda one: one.refused is not None,
    )
    return for_staff(answer.refused.code, answer.refused.params) if answer.refused else ""


def _drop_child(request: HttpRequest, visit: Visit, shared: Shared) -> str:
    child_id = ids.decode("chi", typed(request, "child"))
    if child_id is None:
        raise Http404
    transact(lambda conn: leave_account.drop_child(conn, visit.shop, shared, child_id))
    return ""


CHANGES: dict[str, Callable[[HttpRequest, Visit, Shared], str]] = {
    "rename": _rename, "withdraw": _withdraw, "add-child": _add_child, "drop-child": _drop_child,
}  # fmt: skip


def _told(request: HttpRequest, answer: Answer) -> None:
    if answer.refused is not None:
        messages.error(request, for_staff(answer.refused.code, answer.refused.params))


def _again(
    request: HttpRequest, visit: Visit, shared: Shared, form: dict[str, str]
) -> HttpResponse:
    return views.page(request, visit, shared, said={"form": form}, status=422)
