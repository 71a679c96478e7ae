"""The search: a plain page, and what the palette shows while one types."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from msgspec import Struct

from regulars.domains.events import queries as events
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.domains.rewards import queries as rewards
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members import people
from regulars.entrypoints.console.members.entries import reward_title
from regulars.entrypoints.console.search import places

SHOWN = 8


class Hit(Struct, frozen=True, kw_only=True):
    """One thing that was found."""

    title: str
    address: str
    hint: str = ""


class Group(Struct, frozen=True, kw_only=True):
    """Things of one kind."""

    title: str
    hits: tuple[Hit, ...]


@require_GET
@staff_page("look")
def search(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Members, vouchers, orders, pages and actions."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    groups = [
        Group(title=title, hits=tuple(hits))
        for title, hits in (
            (_("Members"), _members(visit, text)),
            (_("Vouchers"), _vouchers(visit, text)),
            (_("Orders"), _orders(visit, text)),
            (_("Pages and actions"), _places(visit, text)),
        )
        if hits
    ]
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    template = "_found" if part else "search"
    said = {"q": text, "groups": groups}
    return render(request, visit, f"console/search/{template}.html", said)


def _members(visit: Visit, text: str) -> list[Hit]:
    if not text or not visit.may("see_members"):
        return []
    # Who is called exactly that comes before whose name begins like it.
    refs = [Ref(kind, text) for kind in ("email", "phone", "card", "external_id")]
    exact = members.find(visit.conn, visit.program_id, refs).values()
    ids = [one.member_id for one in exact if one.member_id is not None]
    found = {one.member_id: one for one in members.members(visit.conn, visit.program_id, ids)}
    for one in members.search(visit.conn, visit.program_id, text, before=None, limit=SHOWN):
        found.setdefault(one.member_id, one)
    return [
        Hit(
            title=row.name or row.number or row.id, address=visit.address("member", member=row.id),
            hint=" · ".join(part for part in (row.contact, row.number) if part),
        )
        for row in people.rows(visit, list(found.values())[:SHOWN])
    ]  # fmt: skip


def _vouchers(visit: Visit, text: str) -> list[Hit]:
    if not text or not visit.may("see_members"):
        return []
    found = rewards.by_code(visit.conn, visit.program_id, text[:100])
    if found is None:
        return []
    whose = people.accounts_named(visit, [found.account_id]).get(found.account_id, ("", ""))
    address = f"{visit.address('vouchers')}?code={found.code}"
    hint = " · ".join(part for part in (reward_title(visit, found.reward), whose[1]) if part)
    return [Hit(title=found.code, address=address, hint=hint)]


def _orders(visit: Visit, text: str) -> list[Hit]:
    if not text or not visit.may("see_members"):
        return []
    found = events.orders_numbered(visit.conn, visit.program_id, text, limit=SHOWN)
    whose = people.accounts_named(visit, [account_id for account_id, _source, _number in found])
    return [
        Hit(
            title=number, hint=" · ".join((source, whose[account_id][1])),
            address=reverse(
                "console:member",
                kwargs={"program": visit.program.name, "member": whose[account_id][0]},
            ),
        )
        for account_id, source, number in found if account_id in whose
    ]  # fmt: skip


def _places(visit: Visit, text: str) -> list[Hit]:
    return [Hit(title=name, address=address) for name, address in places.found(visit, text)]
