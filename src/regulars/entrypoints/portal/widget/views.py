"""The script, the frame that it opens, and what the frame asks: whose it is, what would be earned.

The frame is a page of ours inside one of the shop's: it may stand only where staff said so.
"""

from datetime import timedelta

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http import HttpResponseRedirect as Redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from regulars.domains.merchants.contracts import Key
from regulars.entrypoints.portal.access import Visit, club_page, club_words
from regulars.entrypoints.portal.home.view_of import home_of
from regulars.entrypoints.portal.wearing import accent_of
from regulars.entrypoints.portal.widget.earning import earned
from regulars.entrypoints.portal.widget.opening import (
    Basket,
    asked,
    framed,
    key_of,
    language_of,
    vouched,
)
from regulars.entrypoints.portal.widget.promises import promises

VIEWS = ("panel", "bar")
SCRIPT_KEPT = timedelta(minutes=5)


@require_GET
def script(request: HttpRequest, program: str) -> HttpResponse:  # noqa: ARG001
    """The same script for all; it learns from its own address which club it is for."""
    response = Redirect(static("portal/widget.js"))
    response["Cache-Control"] = f"public, max-age={int(SCRIPT_KEPT.total_seconds())}"
    return response


@require_GET
@club_page
def frame(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A stranger's page; whoever is vouched for is asked for by its script."""
    key = key_of(visit, request.GET.get("key", ""))
    if key is None:
        return framed(HttpResponse(status=403), "")
    nobody = msgspec.structs.replace(visit, member=None)
    with translation.override(language_of(request.GET.get("language", ""))):
        return framed(HttpResponse(_frame(request, nobody, key)), key.origins)


def _frame(request: HttpRequest, nobody: Visit, key: Key) -> str:
    view = request.GET.get("view", "")
    said = {
        "club": club_words(nobody), "view": view if view in VIEWS else VIEWS[0],
        "key": request.GET["key"], "origins": key.origins, "promises": promises(nobody),
        "label": _("Rewards"), "accent": accent_of(nobody),
    }  # fmt: skip
    return render_to_string("portal/widget/frame.html", said)


@csrf_exempt
@require_POST
@club_page
@asked
def me(_request: HttpRequest, visit: Visit, key: Key, body: Basket) -> HttpResponse:
    """What the member has, as a piece of the page; 403 where nobody is vouched for."""
    member = vouched(visit, key, body.token)
    if member is None:
        return HttpResponse(status=403)
    mine = msgspec.structs.replace(visit, member=member)
    # Who told us a language reads theirs, whatever the page around is written in.
    with translation.override(language_of(member.language)):
        said = {"club": club_words(mine), "home": home_of(mine), "spends": mine.spends}
        pieces = {one: render_to_string(f"portal/widget/_{one}.html", said) for one in VIEWS}
    return JsonResponse(pieces)


@csrf_exempt
@require_POST
@club_page
@asked
def earn(_request: HttpRequest, visit: Visit, key: Key, body: Basket) -> HttpResponse:
    """What a purchase would earn, in words; nothing is stored."""
    member = vouched(visit, key, body.token) if body.token else None
    mine = msgspec.structs.replace(visit, member=member)
    return JsonResponse({"text": earned(mine, body)})
