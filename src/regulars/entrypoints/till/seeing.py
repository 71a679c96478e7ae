"""What a camera sees, read here for browsers that read no codes themselves.

A frame comes as grey points, is looked at once, and is gone with the answer.
"""

import zlib

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from regulars.entrypoints.till.device import Device, at_till
from regulars.kit import barcodes

BYTES_MAX = 1_000_000


# As with the queue: the device's cookie and a header that no other site can send.
@csrf_exempt
@require_POST
@at_till
def frame(request: HttpRequest, device: Device) -> HttpResponse:  # noqa: ARG001 - it must be one
    """Reads the code in a frame of this width, if there is one."""
    if request.headers.get("X-Till") != "frame":
        return HttpResponse(status=403)
    width = request.GET.get("width", "")
    raw = request.read(BYTES_MAX + 1)
    if not (width.isascii() and width.isdecimal() and len(width) < 5) or len(raw) > BYTES_MAX:
        return HttpResponse(status=422)
    packed = zlib.decompressobj()
    try:
        pixels = packed.decompress(raw, BYTES_MAX)
    except zlib.error:
        return HttpResponse(status=422)
    return JsonResponse({"text": barcodes.read(pixels, int(width))})
