"""The code page; the secret for one phone; the same page without a network; its worker."""

from base64 import b64encode

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render as rendered
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from psycopg import Connection

from regulars.domains import phones
from regulars.domains.phones.contracts import Phone
from regulars.entrypoints.portal.access import (
    Visit,
    club_page,
    club_words,
    for_members,
    phone_of,
    render,
    set_phone,
)
from regulars.entrypoints.portal.wearing import look_of
from regulars.flows import phone_codes
from regulars.kit import clock
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact

FILES = (
    "pages/tokens.css", "pages/base.css", "pages/components.css", "pages/figures.css",
    "pages/lists.css", "pages/forms.css", "pages/parts.css", "pages/mark.svg", "portal/portal.css",
    "portal/code.js", "portal/qr.js", "portal/icon-192.png", "django_htmx/htmx-2.min.js",
)  # fmt: skip


@require_GET
@club_page
@for_members
def my_code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The code, and the phones that show one."""
    known = phones.queries.of_member(visit.conn, visit.program_id, visit.me.member_id)
    here = phone_of(request, visit)
    said = {
        "alias": here if here in [one.alias for one in known] else "", "here": here,
        "phones": [(one.alias, one.made_at) for one in known], "now": _now(),
        "card": visit.me.card or "", "step": phone_codes.STEP_SECONDS,
    }  # fmt: skip
    return render(request, visit, "portal/mycode/my_code.html", said)


@require_POST
@club_page
@for_members
def phone(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Gives this phone a secret of its own, once; what it had before is good no more."""
    before, me = phone_of(request, visit), visit.me.member_id

    def work(conn: Connection) -> Phone:
        if before:
            phones.operations.drop(conn, visit.program_id, me, [before])
        return phone_codes.begin(conn, visit.program_id, me, clock.now())

    made = transact(work)
    set_phone(request, visit, made.alias)
    secret = b64encode(made.secret).decode()
    return JsonResponse({"alias": made.alias, "secret": secret, "now": _now()})


@require_POST
@club_page
@for_members
def revoke(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A phone that was lost, or given away."""
    aliases = [typed(request, "phone")]
    transact(
        lambda conn: phones.operations.drop(conn, visit.program_id, visit.me.member_id, aliases)
    )
    messages.success(request, _("That phone’s codes are no longer good."))
    return Redirect(visit.address("my_code"))


@require_GET
@club_page
def offline(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001
    """The page that a phone keeps: nothing on it is anybody's. The code comes from the phone."""
    nobody = msgspec.structs.replace(visit, member=None)
    said = {"club": club_words(nobody), "step": phone_codes.STEP_SECONDS}
    # Without the request: no form token, nor anything else of this visitor, comes into it.
    return HttpResponse(render_to_string("portal/mycode/offline.html", said))


@require_GET
@club_page
def worker(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The service worker; the names of the files that it keeps change with what is in them."""
    look = look_of(visit)
    own = [one for one in (look.sheet, look.logo.address if look.logo else "") if one]
    said = {"files": [*(static(name) for name in FILES), *own], "page": visit.address("offline"),
            "name": f"club-{visit.slug}"}  # fmt: skip
    return rendered(request, "portal/mycode/worker.js", said, content_type="text/javascript")


def _now() -> int:
    """Milliseconds, as the phone counts: it may be wrong, and learns by how much."""
    return int(clock.now().timestamp() * 1000)
