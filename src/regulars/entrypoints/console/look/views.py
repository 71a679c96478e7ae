"""The look of the club as it is published, with how well it can be read; and the logo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.pictures.contracts import Picture
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer.swatches import faces, swatches
from regulars.entrypoints.console.designer.tables import TYPEFACES
from regulars.flows import picturing
from regulars.kit.images import BYTES_MAX
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff


@require_GET
@staff_page("look")
def look(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Colour, letters and logo."""
    word = visit.shop.program.document.look
    said = {
        "color": word.color, "swatches": swatches(word.color) if word.color else (),
        "club": visit.club, "published": visit.shop.program.version,
        "typeface": _(dict(TYPEFACES)[word.typeface]),
        "face": faces(word.typeface)[0], "logo": picturing.logo(visit.conn, visit.program_id),
        "before": picturing.logo_before(visit.conn, visit.program_id),
        "image_mib": BYTES_MAX // 1_048_576,
    }  # fmt: skip
    return render(request, visit, "console/look/look.html", said)


@require_POST
@staff_page("shape")
def logo(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Puts a logo up, takes it down, or puts the one from before up again."""
    back = HttpResponseRedirect(visit.address("look"))
    if "remove" in request.POST:
        transact(lambda conn: picturing.hide_logo(conn, visit.shop))
        messages.success(request, _("The logo is taken down."))
        return back
    if "back" in request.POST:
        if transact(lambda conn: picturing.logo_back(conn, visit.shop)):
            messages.success(request, _("The logo from before is up."))
        return back
    file = request.FILES.get("image")
    raw = file.read(BYTES_MAX + 1) if file is not None else b""

    def work(conn: Connection) -> Picture | Refused:
        return picturing.show_logo(conn, visit.shop, raw)

    done = transact(work, undo=lambda one: isinstance(one, Refused))
    if isinstance(done, Refused):
        messages.error(request, for_staff(done.code, done.params))
    else:
        messages.success(request, _("The logo is up."))
    return back
