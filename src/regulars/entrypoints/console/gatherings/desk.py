"""What staff do for members at an event: check in, sign up, let in, take out, forgive."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.gatherings import queries
from regulars.domains.gatherings.contracts import Gathering
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.gatherings import rows, views
from regulars.entrypoints.console.members import people
from regulars.flows import attend, no_shows, sign_up
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff


@require_POST
@staff_page("serve")
def check_in(request: HttpRequest, visit: Visit, event: str) -> HttpResponse:
    """Notes that somebody came, by the code of their place."""
    found = rows.named(visit, event)
    code = _typed(request, "code", 100)
    refused = _came(visit, found.gathering_id, code)
    if refused is not None:
        form = {"code": code, "wrong_code": for_staff(refused.code, refused.params)}
        return views.page(request, visit, found, said={"form": form}, status=422)
    messages.success(request, _("Checked in."))
    return Redirect(visit.address("event", event=event))


@require_POST
@staff_page("serve")
def add(request: HttpRequest, visit: Visit, event: str) -> HttpResponse:
    """Signs a member up who asks at the counter."""
    found = rows.named(visit, event)
    who = _typed(request, "who", 200)
    member, wrong = people.only(visit, who)
    if member is not None:
        account_id = member.account_id
        signed = transact(
            lambda conn: sign_up.sign_up(conn, visit.shop, found.gathering_id, account_id),
            undo=lambda one: one.refused is not None,
        )
        wrong = for_staff(signed.refused.code, signed.refused.params) if signed.refused else ""
    if wrong:
        form = {"who": who, "wrong_who": wrong}
        return views.page(request, visit, found, said={"form": form}, status=422)
    messages.success(request, _("Signed up."))
    return Redirect(visit.address("event", event=event))


@require_POST
@staff_page("serve")
def place(request: HttpRequest, visit: Visit, event: str, member: str) -> HttpResponse:
    """One member's place: they came, are let in out of turn, or are taken out."""
    found, somebody = rows.named(visit, event), people.named(visit, member)
    what, account_id = request.POST.get("what", ""), somebody.account_id
    if what == "check-in":
        mine = queries.places_of(visit.conn, account_id).get(found.gathering_id)
        refused = _came(visit, found.gathering_id, mine.code if mine else "")
    elif what == "let-in":
        refused = _changed(visit, found, account_id, let_in=True)
    elif what == "take-out":
        refused = _changed(visit, found, account_id, let_in=False)
    else:
        raise Http404
    if refused is not None:
        messages.error(request, for_staff(refused.code, refused.params))
    return Redirect(visit.address("event", event=event))


@require_POST
@staff_page("serve")
def lift(request: HttpRequest, visit: Visit, event: str, member: str) -> HttpResponse:
    """Lets a member sign up again who did not come, with a reason."""
    rows.named(visit, event)
    somebody, reason = people.named(visit, member), _typed(request, "reason", 500)
    if not reason:
        messages.error(request, _("A reason is needed: it is kept with the decision."))
        return Redirect(visit.address("event", event=event))
    done = transact(
        lambda conn: no_shows.lift(
            conn, visit.shop, somebody.account_id, reason=reason, actor=visit.actor
        )
    )
    if isinstance(done, Refused):
        messages.error(request, for_staff(done.code, done.params))
    else:
        messages.success(request, _("They may sign up again."))
    return Redirect(visit.address("event", event=event))


def _came(visit: Visit, gathering_id: UUID, code: str) -> Refused | None:
    def work(conn: Connection) -> Refused | None:
        return attend.check_in(conn, visit.shop, gathering_id, code)[0].refused

    return transact(work, undo=lambda one: one is not None)


def _changed(visit: Visit, found: Gathering, account_id: UUID, *, let_in: bool) -> Refused | None:
    change = sign_up.let_in if let_in else sign_up.give_up
    return transact(
        lambda conn: change(conn, visit.shop, found.gathering_id, account_id).refused,
        undo=lambda one: one is not None,
    )


def _typed(request: HttpRequest, name: str, most: int) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()[:most]
