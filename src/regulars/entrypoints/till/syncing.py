"""What was sold off-line, booked when the device is back: in its order, each once.

A sale names its receipt, which was made at the sale; sending it again changes nothing. Its place
in the device's signed chain is checked before.
"""

from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from msgspec import Meta, Struct
from psycopg import Connection

from regulars.domains.tills import operations, queries
from regulars.domains.tills.contracts import Queued
from regulars.entrypoints.till import chain, finding, items, selling, typing_in
from regulars.entrypoints.till.calls import say
from regulars.entrypoints.till.chain import Signed, Waiting
from regulars.entrypoints.till.device import Device, at_till
from regulars.entrypoints.till.selling import Sale, Sold
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire import bodies
from regulars.wire.problems import Problem, undone

MOST = 100
BYTES_MAX = 3_000_000


class Batch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the device sends in one go."""

    sales: Annotated[tuple[Signed, ...], Meta(max_length=MOST)]


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of one sale: 'booked', also when it was before; 'refused', with a code and why;
    or 'later', since the device has to wait."""

    receipt: str
    status: str
    code: str = ""
    text: str = ""


# No form token: a page that was kept for off-line use may hold an old one. The device's cookie
# comes from no other site, and no other site can send this header.
@csrf_exempt
@require_POST
@at_till
def sync(request: HttpRequest, device: Device) -> HttpResponse:
    """Books a batch, one sale at a time; one that cannot be booked holds up no other."""
    if request.headers.get("X-Till") != "sync":
        return HttpResponse(status=403)
    raw = request.read(BYTES_MAX + 1)
    batch = bodies.read_body(raw, Batch) if len(raw) <= BYTES_MAX else None
    if not isinstance(batch, Batch):
        return HttpResponse(status=422)
    serving = {
        ids.encode("csh", one.cashier_id)
        for one in queries.cashiers(device.conn, device.till.program_id)
    }
    results = [_taken(device, one, serving) for one in batch.sales]
    return HttpResponse(msgspec.json.encode({"results": results}), content_type="application/json")


def _taken(device: Device, one: Signed, serving: set[str]) -> Outcome:
    try:
        read = msgspec.json.decode(one.entry, type=Waiting)
    except msgspec.MsgspecError:
        return _refused("", "queue_unreadable", chain.said("queue_unreadable"))
    code = chain.wrong(device, one, read)
    if code:
        done = _refused(read.receipt, code, chain.said(code))
    else:
        done = _booked(device, read, serving)
    if done.status != "later":
        # The chain goes on after a gap: what is missing was said once.
        queued = Queued(
            till_id=device.till.till_id, seq=read.seq, hash=chain.known_by(one),
            chained=code in ("", "queue_gap"), receipt=read.receipt, occurred_at=read.at,
            received_at=device.shop.now, why=done.text,
        )  # fmt: skip
        transact(lambda conn: operations.note_queued(conn, queued))
    return done


def _booked(device: Device, one: Waiting, serving: set[str]) -> Outcome:
    receipt, lines = typing_in.receipt(one.receipt), items.lines(device, one.items)
    minor = typing_in.amount(device, one.amount)
    if one.items:
        minor = None if lines is None else sum(line.net_minor for line in lines)
    if not receipt or minor is None or lines is None:
        return _refused(one.receipt, "amount_is_nothing", _("The amount is none."))
    if finding.slowed(device):
        return Outcome(receipt=receipt, status="later")
    found = finding.find(device, one.code, kept_at=one.at)
    if isinstance(found, str):
        return _refused(receipt, "member_unknown", found)
    # A program on a clock of its own knows nothing of the device's.
    at = device.shop.now if device.shop.test_clock else min(one.at, device.shop.now)
    actor = one.serving if one.serving in serving else ""
    sale = Sale(
        member=found.ref, account=found.account, receipt=receipt, amount_minor=minor, at=at,
        lines=lines, actor=actor,
    )  # fmt: skip

    def work(conn: Connection) -> Sold | Problem:
        return selling.sell(conn, device, sale)

    sold = transact(work, undo=undone)
    if isinstance(sold, Problem):
        return _refused(receipt, sold.code, say(sold, get_language() or "en"))
    return Outcome(receipt=receipt, status="booked")


def _refused(receipt: str, code: str, text: str) -> Outcome:
    return Outcome(receipt=receipt, status="refused", code=code, text=text)
