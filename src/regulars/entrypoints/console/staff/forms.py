"""What is typed about somebody's place: role, program, locations."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.domains.locations import queries as locations
from regulars.domains.merchants.roles import ROLES
from regulars.entrypoints.console.access import Visit
from regulars.kit.pages.requests import typed

EVERYWHERE = ""
PLACES = 200


class Place(Struct, frozen=True, kw_only=True):
    """A role, and where; without a program at all of them."""

    role: str
    program_id: UUID | None
    locations: str


def place(request: HttpRequest, visit: Visit) -> Place | str:
    """Will read a place, or say what is wrong with it."""
    role, where = typed(request, "role"), typed(request, "where")
    if role not in ROLES:
        return _("Choose a role.")
    if where == EVERYWHERE:
        return Place(role=role, program_id=None, locations="")
    program = next((one for one in visit.programs if one.name == where), None)
    if program is None:
        return _("Choose a program.")
    if role == "owner":
        return _("An owner is one of all programs.")
    wanted = typed(request, "locations", 2000).replace(",", " ").split()
    known = {
        one.external_id for one in locations.page(visit.conn, program.program_id, limit=PLACES)
    }
    unknown = [one for one in wanted if one not in known]
    if unknown:
        return _("There is no location “%(location)s”.") % {"location": unknown[0]}
    return Place(role=role, program_id=program.program_id, locations=" ".join(sorted(wanted)))
