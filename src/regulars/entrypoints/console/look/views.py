"""The look of the club as it is published, with how well it can be read; and the logo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from msgspec import Struct
from psycopg import Connection

from regulars.core.checks.cards import contrast
from regulars.core.effects import Refused
from regulars.domains.pictures.contracts import Picture
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer.tables import TYPEFACES
from regulars.flows import picturing
from regulars.kit.images import BYTES_MAX
from regulars.kit.pages import shades
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff


class Swatch(Struct, frozen=True, kw_only=True):
    """The colour on one kind of page: the ground, the shade, what is written on it, how much they
    differ, and whether it is the shop's own."""

    title: str
    ground: str
    shade: str
    ink: str
    ratio: str
    own: bool


@require_GET
@staff_page("look")
def look(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Colour, letters and logo."""
    word = visit.shop.program.document.look
    said = {
        "color": word.color, "swatches": swatches(word.color) if word.color else (),
        "club": visit.club, "published": visit.shop.program.version,
        "typeface": _(dict(TYPEFACES)[word.typeface]),
        "logo": picturing.logo(visit.conn, visit.program_id), "image_mib": BYTES_MAX // 1_048_576,
    }  # fmt: skip
    return render(request, visit, "console/look/look.html", said)


@require_POST
@staff_page("shape")
def logo(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Puts a logo up, or takes it down."""
    back = HttpResponseRedirect(visit.address("look"))
    if "remove" in request.POST:
        transact(lambda conn: picturing.hide_logo(conn, visit.shop))
        messages.success(request, _("The logo is taken down."))
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


def swatches(color: str) -> tuple[Swatch, Swatch]:
    """Will show a colour as light pages and dark ones have it."""
    found = shades.shades(color)
    day, night = (
        Swatch(title=title, ground=ground, shade=found.accent[at], ink=found.ink[at],
               ratio=f"{contrast(found.accent[at], ground):.1f}",
               own=found.accent[at] == color.lower())
        for at, (title, ground) in enumerate(
            ((_("On light pages"), shades.DAY), (_("In the dark"), shades.NIGHT)))
    )  # fmt: skip
    return day, night
