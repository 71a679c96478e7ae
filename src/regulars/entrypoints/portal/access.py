"""Who looks at which club: every page gets a `Visit`, with the member once they have signed in.

A session holds at most one member for each program, apart from the staff's own sign-in.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render as rendered
from django.urls import reverse
from django.utils import timezone, translation
from msgspec import Struct
from psycopg import Connection

from regulars.core.sharing import may_spend
from regulars.core.state import AccountState
from regulars.domains import phones
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.domains.merchants import queries as merchants
from regulars.domains.programs import queries as programs
from regulars.domains.programs.contracts import ProgramRow
from regulars.entrypoints.portal import pages_of
from regulars.entrypoints.portal.wearing import look_of
from regulars.flows.shops import Shop, open_shop
from regulars.flows.standing import standing
from regulars.kit import clock, ids, journal, speech
from regulars.kit.pg.django import connection

SESSION = "club"
WAITS = "club_waits"
PHONE = "club_phone"
SESSION_SECONDS = 30 * 24 * 3600


class Visit(Struct, frozen=True, kw_only=True):
    """One person at one club, which goes by `slug` in addresses; `member` is there once they have
    signed in."""

    program: ProgramRow
    slug: str
    merchant: str
    shop: Shop
    conn: Connection
    member: Member | None = None

    @property
    def program_id(self) -> UUID:
        """The program that is looked at."""
        return self.program.program_id

    @property
    def me(self) -> Member:
        """The member, on a page that only members see."""
        assert self.member is not None, "the page is for members only"
        return self.member

    @property
    def spends(self) -> bool:
        """Whether the member may spend what the account holds: who shares one may not always."""
        return may_spend(self.shop.program.document, self.me.role)

    @property
    def zone(self) -> str:
        """The shop's time zone, by name."""
        return self.shop.program.document.time_zone

    @property
    def currency(self) -> str:
        """The shop's money."""
        return self.shop.program.document.currency

    def state(self) -> AccountState:
        """How the member's account stands at this moment."""
        return standing(self.conn, self.shop, self.me.account_id)

    def address(self, view: str, **parts: str) -> str:
        """Where a view of this club is."""
        return reverse(f"portal:{view}", kwargs={"program": self.slug, **parts})


View = Callable[..., HttpResponseBase]


def club_page(view: View) -> View:
    """Will find the club, and the member if they have signed in."""

    @wraps(view)
    def checked(request: HttpRequest, program: str, **parts: Any) -> HttpResponseBase:
        visit = _visit(request, program)
        language = _language(visit)
        with (
            timezone.override(ZoneInfo(visit.zone)), translation.override(language),
            speech.counting_in(visit.currency),
        ):  # fmt: skip
            response = view(request, visit, **parts)
        response.setdefault("Cache-Control", "no-store")
        response["Content-Language"] = language
        return response

    return checked


def for_spenders(view: View) -> View:
    """Will show what the account has and did to those who may spend it, and tell the others who
    decides."""

    @wraps(view)
    def checked(request: HttpRequest, visit: Visit, **parts: Any) -> HttpResponseBase:
        if not visit.spends:
            return render(request, visit, "portal/not_yours.html", {}, 403)
        return view(request, visit, **parts)

    return checked


def for_members(view: View) -> View:
    """Will let in who has signed in; others find the door."""

    @wraps(view)
    def checked(request: HttpRequest, visit: Visit, **parts: Any) -> HttpResponseBase:
        if visit.member is None:
            return Redirect(visit.address("sign_in"))
        return view(request, visit, **parts)

    return checked


def let_in(request: HttpRequest, visit: Visit, member: Member) -> None:
    """Will remember a member in this browser, under a new session's name."""
    held = dict(request.session.get(SESSION, {}))
    request.session.cycle_key()
    held[str(visit.program_id)] = str(member.member_id)
    request.session[SESSION] = held
    request.session.set_expiry(SESSION_SECONDS)


def phone_of(request: HttpRequest, visit: Visit) -> str:
    """Will say which of the member's phones this browser is; '' for none yet."""
    return str(request.session.get(PHONE, {}).get(str(visit.program_id), ""))


def set_phone(request: HttpRequest, visit: Visit, alias: str) -> None:
    """Will remember which of the member's phones this browser is."""
    held = dict(request.session.get(PHONE, {}))
    request.session[PHONE] = held | {str(visit.program_id): alias}


def let_wait(request: HttpRequest, visit: Visit, what: str, value: str) -> None:
    """Will keep something in this browser until the person has signed in; '' forgets it."""
    request.session[f"{WAITS}.{what}"] = {str(visit.program_id): value} if value else {}


def waiting(request: HttpRequest, visit: Visit, what: str) -> str:
    """Will give what was kept for this club."""
    return str(request.session.get(f"{WAITS}.{what}", {}).get(str(visit.program_id), ""))


def onward(request: HttpRequest, visit: Visit) -> str:
    """Will say where somebody goes who has just signed in: on with what they came for."""
    return visit.address("come" if waiting(request, visit, "invitation") else "home")


def let_out(request: HttpRequest, visit: Visit) -> None:
    """Will forget the member in this browser."""
    held = dict(request.session.get(SESSION, {}))
    held.pop(str(visit.program_id), None)
    request.session[SESSION] = held
    phone = phone_of(request, visit)
    if phone and visit.member is not None:
        phones.operations.drop(visit.conn, visit.program_id, visit.me.member_id, [phone])
        set_phone(request, visit, "")
    request.session.cycle_key()


def render(
    request: HttpRequest, visit: Visit, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Will fill a template with plain values, and with what every page says of where one is."""
    return rendered(request, template, {"club": club_words(visit), **context}, status=status)


def club_words(visit: Visit) -> dict[str, Any]:
    """Will say of a club and its visitor what every page needs."""
    document = visit.shop.program.document
    return {
        "name": visit.slug,
        "title": document.title,
        "merchant": visit.merchant,
        "summary": document.summary,
        "currency": document.currency,
        "now": visit.shop.now,
        "member": visit.member.name if visit.member else "",
        "signed_in": visit.member is not None,
        "look": look_of(visit),
        "asks": bool(document.profile),
        "bar": pages_of.bar(visit) if visit.member else (),
    }


def _visit(request: HttpRequest, name: str) -> Visit:
    conn = connection()
    found = _named(conn, name)
    if found is None:
        raise Http404
    journal.about(found.merchant_id, found.program_id)
    shop = open_shop(conn, found.program_id, now=clock.now())
    merchant = merchants.name_of(conn, found.merchant_id)
    member = _member(request, conn, found.program_id)
    return Visit(
        program=found, slug=name, merchant=merchant, shop=shop, conn=conn, member=member
    )  # fmt: skip


def first_page(name: str) -> str:
    """Will give where a club begins; '' where there is no such one."""
    found = _named(connection(), name)
    return reverse("portal:home", kwargs={"program": name}) if found else ""


def _named(conn: Connection, name: str) -> ProgramRow | None:
    """By its name, or by its id where another merchant's program is called the same."""
    if "\0" in name:
        return None
    program_id = ids.decode("prg", name)
    return programs.known(conn, program_id) if program_id else programs.named(conn, name)


def _member(request: HttpRequest, conn: Connection, program_id: UUID) -> Member | None:
    held = request.session.get(SESSION, {}).get(str(program_id))
    if not held:
        return None
    member_id = UUID(held)
    found = members.current(conn, program_id, [member_id]).get(member_id)
    # Who was erased, or left, is no longer signed in anywhere.
    gone = found is None or found.erased_at is not None or found.closed_at is not None
    return None if gone else found


def _language(visit: Visit) -> str:
    known = dict(settings.LANGUAGES)
    mine = visit.member.language.lower() if visit.member else ""
    for one in (mine, mine.partition("-")[0]):
        if one in known:
            return one
    return translation.get_language() or settings.LANGUAGE_CODE
