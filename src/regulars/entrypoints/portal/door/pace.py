"""How often somebody may try at the club's door and wherever codes are asked for."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest

from regulars.entrypoints.portal.access import Visit
from regulars.flows import slowing
from regulars.flows.slowing import Attempt
from regulars.kit import clock
from regulars.kit.pages.requests import address_of


def allowed(
    request: HttpRequest, visit: Visit, what: str, name: str, limits: Mapping[str, int]
) -> bool:
    """Will count an attempt and tell whether it may be made."""
    return slowing.allowed(visit.conn, attempt(request, visit, what, name), clock.now(), limits)


def attempt(request: HttpRequest, visit: Visit, what: str, name: str) -> Attempt:
    """Will name an attempt: what is tried, by whom, from where."""
    return Attempt(
        what=f"club.{what}", name=f"{visit.program_id}\0{name}", address=address_of(request),
        secret=settings.SECRET_KEY.encode(),
    )  # fmt: skip
