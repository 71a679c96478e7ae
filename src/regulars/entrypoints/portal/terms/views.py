"""The terms made from the rules, the privacy policy made from what the program does."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.http import require_GET

from regulars.domains.programs import queries as programs
from regulars.domains.programs.plain import sections
from regulars.entrypoints.portal.access import Visit, club_page, render
from regulars.entrypoints.portal.door.forms import birthday_counts
from regulars.entrypoints.portal.home.views import INSIDE
from regulars.entrypoints.portal.privacy import purposes
from regulars.entrypoints.portal.wearing import look_of

GROUND, MARK = "#f7f4ec", "#1f5b4d"


@require_GET
@club_page
def terms(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The rules as a merchant would print them, and since when they hold."""
    document = visit.shop.program.document
    published = programs.versions(visit.conn, visit.program_id)
    held = [one for one in published if one.valid_from <= visit.shop.now]
    said = {
        "sections": [one for one in sections(document) if one.heading not in INSIDE],
        "version": max(held, key=lambda one: one.number, default=None),
        "keep_for": document.joining.keep_for,
    }
    return render(request, visit, "portal/terms/terms.html", said)


@require_GET
@club_page
def policy(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is kept, why, for how long, and what one can do about it."""
    document = visit.shop.program.document
    said = {
        "age_from": document.joining.age_from, "keep_for": document.joining.keep_for,
        "birthday": birthday_counts(visit), "purposes": purposes.everything(),
        "shared": document.households is not None or document.companies is not None,
    }  # fmt: skip
    return render(request, visit, "portal/terms/policy.html", said)


@require_GET
@club_page
def manifest(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001
    """What a phone needs to keep the club among its apps."""
    home = visit.address("home")
    icons = [
        {"src": static(f"portal/icon-{side}.png"), "sizes": f"{side}x{side}",
         "type": "image/png", "purpose": purpose}
        for side in (192, 512)
        for purpose in ("any", "maskable")
    ]  # fmt: skip
    look = look_of(visit)
    if look.logo and look.logo.kind == "png" and look.logo.side[0] == look.logo.side[1]:
        side = look.logo.side[0]
        icons.insert(0, {"src": look.logo.address, "sizes": f"{side}x{side}", "type": "image/png",
                         "purpose": "any"})  # fmt: skip
    said = {
        "id": home, "start_url": home, "scope": home, "display": "standalone",
        "name": visit.shop.program.document.title,
        "short_name": visit.shop.program.document.title[:12],
        "background_color": GROUND, "theme_color": look.color or MARK, "icons": icons,
    }  # fmt: skip
    return JsonResponse(said, content_type="application/manifest+json")
