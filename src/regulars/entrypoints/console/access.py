"""Who looks at which shop: every page below the sign-in gets a `Visit`, or is not shown.

The tenant is the user's own merchant; programs are looked up among that merchant's only, so another
one's is as if it did not exist.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseForbidden
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render as rendered
from django.urls import reverse
from django.utils import timezone
from msgspec import Struct
from psycopg import Connection

from regulars.domains.merchants import queries as merchants
from regulars.domains.programs import queries as programs
from regulars.domains.programs.contracts import ProgramRow
from regulars.flows.shops import Shop, open_shop, open_unpublished
from regulars.kit import clock
from regulars.kit.pg.django import connection

READS_ONLY = "viewer"


class Visit(Struct, frozen=True, kw_only=True):
    """One member of staff at one program."""

    user_id: int
    name: str
    role: str
    merchant: str
    program: ProgramRow
    programs: tuple[ProgramRow, ...]
    shop: Shop
    conn: Connection

    @property
    def program_id(self) -> UUID:
        """The program that is looked at."""
        return self.program.program_id

    @property
    def zone(self) -> str:
        """The shop's time zone, by name."""
        return self.shop.program.document.time_zone

    @property
    def currency(self) -> str:
        """The shop's money."""
        return self.shop.program.document.currency

    @property
    def actor(self) -> str:
        """How the ledger names who did it: no personal data, since it stays for ever."""
        return f"staff:{self.user_id}"

    @property
    def may_write(self) -> bool:
        """Whether the role may change anything."""
        return self.role != READS_ONLY

    def names(self, currency: str) -> tuple[str, str]:
        """What one and many of a currency are called."""
        return self.shop.program.called(currency)

    def address(self, view: str, **parts: str) -> str:
        """Where a view of this program is."""
        return reverse(f"console:{view}", kwargs={"program": self.program.name, **parts})


View = Callable[..., HttpResponseBase]


def staff_page(view: View) -> View:
    """Will let staff of the program's merchant in; others sign in first or find nothing here."""

    @wraps(view)
    def checked(request: HttpRequest, program: str, **parts: Any) -> HttpResponseBase:
        visit = _visit(request, program)
        if not isinstance(visit, Visit):
            return visit
        with timezone.override(ZoneInfo(visit.zone)):
            response = view(request, visit, **parts)
        response["Cache-Control"] = "no-store"
        return response

    return checked


def writing(view: View) -> View:
    """Will let in only those who may change something."""

    @wraps(view)
    def checked(request: HttpRequest, visit: Visit, **parts: Any) -> HttpResponseBase:
        if not visit.may_write:
            return HttpResponseForbidden()
        return view(request, visit, **parts)

    return checked


def home(request: HttpRequest) -> HttpResponse:
    """The console's own address leads to the first program."""
    user = get_user(request)
    if not user.is_authenticated or user.pk is None:
        return to_sign_in(request)
    conn = connection()
    staff = merchants.staff(conn, int(user.pk))
    found = programs.programs_of(conn, staff[0]) if staff else []
    if not found:
        return rendered(request, "console/nothing.html", {"user_name": user.get_username()})
    return Redirect(reverse("console:overview", kwargs={"program": found[0].name}))


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Will lead to the sign-in, and from there back."""
    back = request.get_full_path() if request.method == "GET" else reverse("console:home")
    address = f"{reverse('console:sign_in')}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": reverse("console:sign_in")})
    return Redirect(address)


def render(
    request: HttpRequest, visit: Visit, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Will fill a template with plain values, and with what every page says of where one is."""
    document = visit.shop.program.document
    place = {
        "name": visit.program.name,
        "title": document.title,
        "merchant": visit.merchant,
        "user": visit.name,
        "role": visit.role,
        "may_write": visit.may_write,
        "zone": visit.zone.replace("_", " "),
        "currency": document.currency,
        "now": visit.shop.now,
        "levels": bool(visit.shop.program.ladders),
        "benefits": bool(document.benefits),
        "gift_cards": any(one.gift_cards for one in document.stored_value.values()),
        "stamp_cards": bool(document.stamp_cards),
        "shared": bool(document.households or document.companies),
        "test_clock": visit.shop.test_clock,
        "published": visit.shop.program.version > 0,
        "others": [one.name for one in visit.programs],
    }
    return rendered(request, template, {"place": place, **context}, status=status)


def _visit(request: HttpRequest, name: str) -> Visit | HttpResponse:
    user = get_user(request)
    if not user.is_authenticated or user.pk is None:
        return to_sign_in(request)
    conn = connection()
    staff = merchants.staff(conn, int(user.pk))
    if staff is None:
        raise Http404
    merchant_id, role = staff
    known = tuple(programs.programs_of(conn, merchant_id))
    found = next((one for one in known if one.name == name), None)
    if found is None:
        raise Http404
    return Visit(
        user_id=int(user.pk), name=user.get_username(), role=role, program=found, programs=known,
        merchant=merchants.name_of(conn, merchant_id), conn=conn,
        shop=_shop(conn, found.program_id),
    )  # fmt: skip


def _shop(conn: Connection, program_id: UUID) -> Shop:
    try:
        return open_shop(conn, program_id, now=clock.now())
    except LookupError:
        return open_unpublished(conn, program_id, now=clock.now())
