"""Keys for the shop's pages: made, where they may stand, ended."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from psycopg import Connection

from regulars.domains.merchants import operations, queries
from regulars.domains.merchants.contracts import Key
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.flows import vouching
from regulars.kit import clock, ids
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact

ORIGINS_MOST = 20
_HOST = re.compile(r"[a-z0-9.-]+(:[0-9]{1,5})?")
_HERE = ("localhost", "127.0.0.1")


@require_GET
@staff_page("publish")
def keys(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The keys that are good, and a form for another one."""
    return _page(request, visit, {})


@require_POST
@staff_page("publish")
def make(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Makes a key; the answer is the only page that ever shows the whole tag."""
    text = typed(request, "origins", 4000)
    origins = read_origins(text)
    if isinstance(origins, str):
        return _page(request, visit, {"origins": text, "wrong": origins}, 422)
    mode = "test" if visit.shop.test_clock else "live"

    def work(conn: Connection) -> str:
        return operations.create_key(
            conn, visit.merchant_id, visit.program_id, kind="publishable", mode=mode,
            label=typed(request, "label", 60) or origins[0], scopes=("orders",), origins=origins,
            now=clock.now(),
        )[1]  # fmt: skip

    made = transact(work)
    address = reverse("portal:widget", kwargs={"program": visit.club})
    return _page(request, visit, {"made": made, "script": request.build_absolute_uri(address)})


@require_POST
@staff_page("publish")
def change(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """Says anew where a key may stand, or ends it."""
    key_id = ids.decode("key", key)
    if key_id not in {one.key_id for one in _keys(visit)} or key_id is None:
        raise Http404
    if typed(request, "what") == "end":
        transact(lambda c: operations.revoke_key(c, visit.merchant_id, key_id, clock.now()))
        messages.success(request, _("The key is ended: its widget is gone within two seconds."))
        return Redirect(visit.address("site_keys"))
    origins = read_origins(typed(request, "origins", 4000))
    if isinstance(origins, str):
        messages.error(request, origins)
    else:
        transact(lambda c: operations.change_origins(c, visit.merchant_id, key_id, origins))
        messages.success(request, _("Saved."))
    return Redirect(visit.address("site_keys"))


def read_origins(text: str) -> list[str] | str:
    """Will read where a key may stand, one in a line; or say what is wrong."""
    found = []
    for word in text.split():
        parts = urlsplit(word.lower())
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
        if not safe or not _HOST.fullmatch(parts.netloc):
            return _("Write addresses like https://shop.example.com, one in a line: %(wrong)s") % {
                "wrong": word[:100]
            }
        found.append(f"{parts.scheme}://{parts.netloc}")
    if not 0 < len(found) <= ORIGINS_MOST:
        return _("Write one to twenty addresses, one in a line.")
    return list(dict.fromkeys(found))


def _keys(visit: Visit) -> list[Key]:
    return [
        one for one in queries.keys(visit.conn, visit.merchant_id)
        if one.program_id == visit.program_id and one.kind == "publishable"
        and one.revoked_at is None
    ]  # fmt: skip


def _page(
    request: HttpRequest, visit: Visit, form: dict[str, str], status: int = 200
) -> HttpResponse:
    server = settings.SECRET_KEY.encode()
    rows = [
        {"id": ids.encode("key", one.key_id), "label": one.label, "hint": one.hint,
         "origins": one.origins.split(), "secret": vouching.secret_of(server, one.key_id)}
        for one in _keys(visit)
    ]  # fmt: skip
    said = {"rows": rows, "form": form}
    return render(request, visit, "console/onsite/keys.html", said, status=status)
