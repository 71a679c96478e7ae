"""The till wears the shop's colour, letters and logo, with a network and without."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from regulars.entrypoints.till.device import Device, at_till
from regulars.flows import picturing
from regulars.kit.pages import wearing


@require_safe
@at_till
def sheet(request: HttpRequest, device: Device, mark: str) -> HttpResponse:  # noqa: ARG001
    """The tokens that differ from ours."""
    return wearing.sheet(device.shop.program.document.look, mark)


def worn(device: Device) -> dict[str, Any]:
    """Will say, for a whole page, where the style sheet is ('' for none) and the logo."""
    mark = wearing.mark_of(device.shop.program.document.look)
    address = reverse("till:look_sheet", kwargs={"mark": mark}) if mark else ""
    return {"sheet": address, "logo": picturing.logo(device.conn, device.till.program_id)}


def files(device: Device | None) -> list[str]:
    """Will list what a device keeps of the look, for when there is no network."""
    if device is None:
        return []
    found = worn(device)
    return [one for one in (found["sheet"], found["logo"] and found["logo"].address) if one]
