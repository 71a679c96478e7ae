"""The households and companies there are; one of them with everybody in it; opening a new one."""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from psycopg import Connection

from regulars.core.sharing import COMPANY, HOUSEHOLD
from regulars.domains import sharing
from regulars.domains.sharing.contracts import Shared
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.masking import shown
from regulars.entrypoints.console.members import people
from regulars.entrypoints.console.sharing import rows
from regulars.flows import share_account
from regulars.flows.answers import Answer
from regulars.flows.share_account import Firm
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

ROWS = 50


@require_GET
@staff_page("see_members")
def accounts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The shared accounts, the newest first."""
    return _listed(request, visit)


@require_POST
@staff_page("serve")
def open_account(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Opens a household of a member, or a company that a member manages."""
    form = {
        name: request.POST.get(name, "").replace("\0", "").strip()[:200]
        for name in ("kind", "name", "number", "who", "key")
    }
    head, wrong = people.only(visit, form["who"])
    if form["kind"] not in dict(rows.kinds(visit)):
        wrong = _("Choose one of these.")
    elif not form["name"] and form["kind"] == COMPANY:
        wrong = _("A company has a name.")
    if wrong or head is None:
        return _listed(request, visit, form | {"error": wrong}, status=422)
    known = head

    def work(conn: Connection) -> Answer:
        if form["kind"] == HOUSEHOLD:
            return share_account.open_household(
                conn, visit.shop, known, form["name"], actor=visit.actor
            )
        parts = (form["name"], form["number"], str(known.member_id))
        return share_account.open_company(
            conn, visit.shop, known, Firm(name=form["name"], number=form["number"]),
            key=f"console:{form['key']}", actor=visit.actor,
            fingerprint=sha256("\0".join(parts).encode()).digest(),
        )  # fmt: skip

    answer = transact(work, undo=lambda one: one.refused is not None)
    if answer.refused is not None or answer.account_id is None:
        error = for_staff(answer.refused.code, answer.refused.params) if answer.refused else ""
        return _listed(request, visit, form | {"error": error}, status=422)
    messages.success(request, _("It is open. Invite the others next."))
    return Redirect(visit.address("account", account=ids.encode("acc", answer.account_id)))


def _listed(
    request: HttpRequest, visit: Visit, form: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    kind = request.GET.get("kind", "")
    kind = kind if kind in (HOUSEHOLD, COMPANY) else ""
    found = sharing.queries.listed(
        visit.conn, visit.program_id, kind=kind, limit=ROWS + 1,
        before=ids.decode("acc", request.GET.get("after", "")),
    )  # fmt: skip
    said = {
        "rows": rows.rows(visit, found[:ROWS]), "kind": kind, "kinds": rows.kinds(visit),
        "more": ids.encode("acc", found[ROWS - 1].account_id) if len(found) > ROWS else "",
        "form": form or {"key": ids.new().hex}, "named": _named(visit),
    }  # fmt: skip
    return render(request, visit, "console/sharing/accounts.html", said, status)


def _named(visit: Visit) -> str:
    return visit.names(visit.shop.program.first_currency)[1] if (
        visit.shop.program.document.points
    ) else ""  # fmt: skip


@require_GET
@staff_page("see_members")
def account(request: HttpRequest, visit: Visit, account: str) -> HttpResponse:
    """One shared account."""
    return page(request, visit, rows.named(visit, account))


def page(
    request: HttpRequest, visit: Visit, shared: Shared, *, said: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Will show a shared account's page, with what was typed and what is wrong with it."""
    known = rows.roles(visit, shared.kind)
    invitations = sharing.queries.invitations(visit.conn, [shared.account_id])
    context: dict[str, Any] = {
        "account": rows.rows(visit, [shared])[0], "people": rows.somebodies(visit, shared),
        "roles": known, "attributes": sorted(share_account.attributes(shared).items()),
        "children": [
            (ids.encode("chi", one.child_id), one.name, one.since)
            for one in sharing.queries.children(visit.conn, [shared.account_id])
        ],
        "invitations": [
            (ids.encode("inv", one.invitation_id), shown(visit, one.contact),
             rows.role_name(visit, one.role), one.until)
            for one in invitations
            if one.until > visit.shop.now
        ],
        "word": visit.shop.program.document.households,
        "named": _named(visit), "form": {},
    }  # fmt: skip
    return render(request, visit, "console/sharing/account.html", context | (said or {}), status)
