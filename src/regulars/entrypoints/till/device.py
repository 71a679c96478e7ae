"""Which device speaks: every page of the till gets a `Device`, or the page that enrols one.

The device's key is in a cookie that no script reads and no other site can send.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import cache, wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.urls import reverse
from django.utils import timezone
from msgspec import Struct
from psycopg import Connection

from regulars.domains.audit import operations as audit
from regulars.domains.audit.contracts import Act
from regulars.domains.merchants.contracts import Key
from regulars.domains.tills import operations, queries
from regulars.domains.tills.contracts import Cashier, Till
from regulars.flows.answers import Answer
from regulars.flows.shops import Shop, open_shop
from regulars.kit import clock, ids, journal, speech
from regulars.kit.addresses import short_address
from regulars.kit.pages.requests import address_of
from regulars.kit.pg.django import accompanied, connection
from regulars.wire.keyring import Keyring
from regulars.wire.problems import Problem

COOKIE = "till"
SERVING = "till_serving"
COOKIE_SECONDS = 400 * 24 * 3600  # the longest that browsers keep one
SHIFT_SECONDS = 12 * 3600
QUIET = frozenset(
    {"main", "look", "total", "sale", "hold", "let_go", "sync", "key", "frame", "back"}
)


class Device(Struct, frozen=True, kw_only=True):
    """One enrolled device at its shop; `cashier` is who serves, if somebody said so."""

    till: Till
    key: Key
    shop: Shop
    conn: Connection
    cashier: Cashier | None

    @property
    def source(self) -> str:
        """How orders of this device name where they come from."""
        return ids.encode("till", self.till.till_id)

    @property
    def actor(self) -> str:
        """Who did it, for the books: no personal data, since it stays for ever."""
        if self.cashier is None:
            return str(self.key.key_id)
        return ids.encode("csh", self.cashier.cashier_id)


View = Callable[..., HttpResponse]


@cache
def keyring() -> Keyring:
    """The keys that this process has seen."""
    return Keyring()


def device_of(request: HttpRequest) -> Device | None:
    """Will find which device asks; None for one that is not enrolled, or blocked."""
    conn, now = connection(), clock.now()
    key = keyring().caller(conn, f"Bearer {request.COOKIES.get(COOKIE, '')}", now)
    if isinstance(key, Problem) or key.kind != "device":
        return None
    till = queries.by_key(conn, key.key_id)
    if till is None or till.blocked_at is not None:
        return None
    try:
        shop = open_shop(conn, till.program_id, now=now)
    except LookupError:
        return None
    journal.about(key.merchant_id, key.program_id)
    operations.seen(conn, till, now)
    return Device(till=till, key=key, shop=shop, conn=conn, cashier=_serving(request, conn, till))


def at_till(view: View) -> View:
    """Will let enrolled devices in; others are asked for a code."""

    @wraps(view)
    def checked(request: HttpRequest, **parts: Any) -> HttpResponse:
        device = device_of(request)
        if device is None:
            return _to_pairing(request)
        document = device.shop.program.document
        with (
            timezone.override(ZoneInfo(document.time_zone)), _recorded(request, device),
            speech.counting_in(document.currency),
        ):  # fmt: skip
            response = view(request, device, **parts)
        response.setdefault("Cache-Control", "no-store")
        return response

    return checked


def _recorded(request: HttpRequest, device: Device) -> AbstractContextManager[None]:
    """Whatever is done by hand is written down with the act; sales and holds are so all day long,
    and stand in the history with their till."""
    match = request.resolver_match
    name = (match.url_name if match else "") or ""
    if request.method != "POST" or name in QUIET:
        return nullcontext()
    act = Act(
        act_id=ids.new(), merchant_id=device.key.merchant_id, program_id=device.till.program_id,
        at=clock.now(), actor=f"till:{device.actor}", kind=f"till.{name}", member_id=None,
        target=device.source, address=short_address(address_of(request)),
    )  # fmt: skip

    def beside(conn: Connection, result: object) -> None:
        if not (isinstance(result, Answer) and result.refused is not None):
            audit.record(conn, act)

    return accompanied(beside)


def remember(response: HttpResponse, name: str, value: str, seconds: int) -> None:
    """Will give the browser a cookie for the till's pages alone."""
    response.set_cookie(
        name, value, max_age=seconds, path=reverse("till:main"), httponly=True,
        samesite="Strict", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def signed(value: dict[str, str], device: Device) -> str:
    """Will write a value so that only this device can give it back."""
    return signing.dumps(value, salt=f"till.{device.till.till_id}")


def unsigned(text: str, device: Device, seconds: int) -> dict[str, str] | None:
    """Will read what was signed for this device, unless it is too old."""
    try:
        found = signing.loads(text, salt=f"till.{device.till.till_id}", max_age=seconds)
    except signing.BadSignature:
        return None
    return found if isinstance(found, dict) else None


def _serving(request: HttpRequest, conn: Connection, till: Till) -> Cashier | None:
    said = request.COOKIES.get(SERVING, "")
    if not said:
        return None
    try:
        found = signing.loads(said, salt=f"serving.{till.till_id}", max_age=SHIFT_SECONDS)
    except signing.BadSignature:
        return None
    cashiers = {str(one.cashier_id): one for one in queries.cashiers(conn, till.program_id)}
    return cashiers.get(str(found))


def serving_token(till: Till, cashier: Cashier) -> str:
    """Will sign who serves at a device."""
    return signing.dumps(str(cashier.cashier_id), salt=f"serving.{till.till_id}")


def _to_pairing(request: HttpRequest) -> HttpResponse:
    address = reverse("till:pair")
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    if request.method != "GET":
        return HttpResponse(status=401)
    return Redirect(address)
