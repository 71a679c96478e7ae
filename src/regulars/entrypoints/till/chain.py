"""The chain of sales that a device kept: each signed by a key that never leaves the device, each
naming the one before. What does not fit is not booked, and said; it stays on the device.
"""

import base64
import binascii
from datetime import datetime
from hashlib import sha256
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from msgspec import Meta, Struct

from regulars.domains.tills import operations, queries
from regulars.entrypoints.till.device import Device, at_till
from regulars.entrypoints.till.items import MOST as MOST_ITEMS
from regulars.entrypoints.till.items import Item, Text
from regulars.kit import signatures
from regulars.kit.pg.django import transact
from regulars.wire import bodies


class Waiting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sale as the device kept it: the `seq`-th, after the one that is known by `previous`."""

    seq: Annotated[int, Meta(ge=1, le=10**12)]
    previous: Text
    receipt: Text
    code: Text
    at: Annotated[datetime, Meta(tz=True)]
    amount: Text = ""
    items: Annotated[tuple[Item, ...], Meta(max_length=MOST_ITEMS)] = ()
    serving: Text = ""


class Signed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sale as text, to the letter as it was signed."""

    entry: Annotated[str, Meta(max_length=60_000)]
    signature: Text


class KeyIn(Struct, frozen=True, forbid_unknown_fields=True):
    """The public half of a device's key."""

    key: Text


# As with the queue itself: the device's cookie and a header that no other site can send.
@csrf_exempt
@require_POST
@at_till
def give_key(request: HttpRequest, device: Device) -> HttpResponse:
    """Keeps the device's public key: the first one, once and for all."""
    if request.headers.get("X-Till") != "key":
        return HttpResponse(status=403)
    body = bodies.read_body(request.read(1000), KeyIn)
    key = _bytes(body.key) if isinstance(body, KeyIn) else b""
    if not signatures.is_key(key):
        return HttpResponse(status=422)
    known = transact(lambda conn: operations.give_key(conn, device.till.till_id, key))
    return HttpResponse(status=204 if known else 409)


def known_by(one: Signed) -> bytes:
    """Will give what the next sale names this one by."""
    return sha256(one.entry.encode()).digest()


def wrong(device: Device, one: Signed, read: Waiting) -> str:
    """Will find out what is wrong with a sale's place in the chain: a code, or nothing."""
    key = device.till.queue_key
    if key is None or not one.signature:
        return "queue_unsigned"
    if not signatures.fits(key, _bytes(one.signature), one.entry.encode()):
        return "queue_signature_wrong"
    till_id = device.till.till_id
    last, end = queries.chain_end(device.conn, till_id)
    if read.seq <= last:
        same = queries.chained_at(device.conn, till_id, read.seq) == known_by(one)
        return "" if same else "queue_place_taken"
    follows = read.seq == last + 1 and _bytes(read.previous) == end
    return "" if follows else "queue_gap"


def said(code: str) -> str:
    """Will say what is wrong to whoever serves."""
    return {
        "queue_unsigned": _("This sale is not signed by this device."),
        "queue_signature_wrong": _("The signature is not right: this sale was changed later."),
        "queue_place_taken": _("Another sale was sent from this place of the queue."),
        "queue_gap": _("A sale is missing from the queue before this one."),
        "queue_unreadable": _("This sale cannot be read."),
    }[code]


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
