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
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render as rendered
from django.urls import reverse
from django.utils import timezone
from msgspec import Struct
from psycopg import Connection

from regulars.domains.merchants import queries as merchants
from regulars.domains.merchants.contracts import Worker
from regulars.domains.merchants.roles import PERMISSIONS, Permission, granted
from regulars.domains.programs import queries as programs
from regulars.domains.programs.contracts import ProgramRow
from regulars.entrypoints.console import helping, navigation
from regulars.entrypoints.console.gates import View, declared, signed_in, to_sign_in
from regulars.entrypoints.console.recording import recorded
from regulars.entrypoints.console.signin import entering
from regulars.flows.shops import Shop, open_shop, open_unpublished
from regulars.kit import clock, ids, journal, speech
from regulars.kit.pg.django import connection


class Visit(Struct, frozen=True, kw_only=True):
    """One member of staff at one program. Without `locations` it is the whole program."""

    user_id: int
    name: str
    role: str
    locations: tuple[str, ...]
    merchant_id: UUID
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
    def club(self) -> str:
        """The name of the members' pages in addresses: the program's, or its id where another
        merchant's program is called the same."""
        alone = programs.named(self.conn, self.program.name) is not None
        return self.program.name if alone else ids.encode("prg", self.program_id)

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

    def may(self, permission: Permission) -> bool:
        """Will tell whether the role has a permission."""
        return permission in granted(self.role)

    def names(self, currency: str) -> tuple[str, str]:
        """What one and many of a currency are called."""
        return self.shop.program.called(currency)

    def address(self, view: str, **parts: str) -> str:
        """Where a view of this program is."""
        return reverse(f"console:{view}", kwargs={"program": self.program.name, **parts})


def staff_page(permission: Permission) -> Callable[[View], View]:
    """Will let in those staff of the program's merchant whose role has the permission; others sign
    in first, find nothing here, or are told that it is not theirs."""

    def decorated(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, program: str, **parts: Any) -> HttpResponseBase:
            visit = _visit(request, program)
            if not isinstance(visit, Visit):
                return visit
            with timezone.override(ZoneInfo(visit.zone)), speech.counting_in(visit.currency):
                if visit.may(permission):
                    with recorded(
                        request, user_id=visit.user_id, merchant_id=visit.merchant_id,
                        program_id=visit.program_id,
                    ):  # fmt: skip
                        response = view(request, visit, **parts)
                else:
                    response = render(request, visit, "console/denied.html", {}, status=403)
            response["Cache-Control"] = "no-store"
            return response

        return declared(checked, permission)

    return decorated


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The console's own address leads to the first program."""
    user = get_user(request)
    assert user.pk is not None, "somebody has signed in"
    conn = connection()
    worker = merchants.worker(conn, int(user.pk))
    found = _programs(conn, worker) if worker else ()
    if worker is not None and _begins(conn, worker, found):
        return Redirect(reverse("console:start"))
    if worker is None or not found:
        return rendered(request, "console/nothing.html", {"user_name": user.get_username()})
    first = found[0]
    view = "overview" if "see_figures" in granted(worker.role_at(first.program_id)) else "members"
    return Redirect(reverse(f"console:{view}", kwargs={"program": first.name}))


def _begins(conn: Connection, worker: Worker, found: tuple[ProgramRow, ...]) -> bool:
    """Whether somebody may publish, and nothing is published yet."""
    may = worker.blocked_at is None and "publish" in granted(worker.role)
    return may and not any(programs.known(conn, one.program_id) for one in found)


def render(
    request: HttpRequest, visit: Visit, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Will fill a template with plain values, and with what every page says of where one is."""
    document = visit.shop.program.document
    place: dict[str, Any] = {
        "name": visit.program.name,
        "title": document.title,
        "merchant": visit.merchant,
        "user": visit.name,
        "role": visit.role,
        "may": {one: visit.may(one) for one in PERMISSIONS},
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
    place["groups"] = navigation.shown(visit.program.name, visit.may, place, request.path)
    place["help"] = helping.text_for(place["groups"])
    return rendered(request, template, {"place": place, **context}, status=status)


def _visit(request: HttpRequest, name: str) -> Visit | HttpResponse:
    user = get_user(request)
    if not user.is_authenticated or user.pk is None:
        return to_sign_in(request)
    conn = connection()
    worker = merchants.worker(conn, int(user.pk))
    known = _programs(conn, worker) if worker else ()
    found = next((one for one in known if one.name == name), None)
    if worker is None or found is None:
        raise Http404
    if entering.owes_second(request, worker):
        return Redirect(f"{reverse('console:second')}?{urlencode({'next': request.path})}")
    journal.about(worker.merchant_id, found.program_id)
    return Visit(
        user_id=int(user.pk), name=user.get_username(), role=worker.role_at(found.program_id),
        locations=worker.locations_at(found.program_id), program=found, programs=known,
        merchant_id=worker.merchant_id, merchant=worker.merchant, conn=conn,
        shop=_shop(conn, found.program_id),
    )  # fmt: skip


def _programs(conn: Connection, worker: Worker) -> tuple[ProgramRow, ...]:
    """Where somebody has a role; who is blocked has none anywhere."""
    known = programs.programs_of(conn, worker.merchant_id)
    return tuple(one for one in known if worker.role_at(one.program_id))


def _shop(conn: Connection, program_id: UUID) -> Shop:
    try:
        return open_shop(conn, program_id, now=clock.now())
    except LookupError:
        return open_unpublished(conn, program_id, now=clock.now())
