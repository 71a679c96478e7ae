"""Two members who are one person: the other is looked for, both are shown side by side with what
would come out, and it is done once that is confirmed.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from psycopg import Connection

from regulars.core.compiled import Compiled
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members import people
from regulars.entrypoints.console.members.entries import level_title
from regulars.entrypoints.console.members.entries import plain as worded
from regulars.flows.answers import Answer
from regulars.flows.merge_preview import Has, Preview, preview
from regulars.flows.unite import unite
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

FOUND = 20
NAMES = ("name", "email", "phone", "card", "external_id")

Row = tuple[str, str, str, str]


@require_http_methods(["GET", "POST"])
@staff_page("unite")
def merge(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """The search, the look at both, and the deed."""
    keep = people.named(visit, member)
    text = request.GET.get("q", "").replace("\0", "")[:200]
    named = request.POST.get("other", "") or request.GET.get("other", "")
    other = _stands(visit, named) if named else None
    said: dict[str, Any] = {
        "member": people.header(visit, keep),
        "q": text,
        "found": [],
        "error": "",
    }
    if other is None:
        if text:
            found = members.search(visit.conn, visit.program_id, text, before=None, limit=FOUND)
            mine = [one for one in found if one.member_id != keep.member_id]
            said["found"] = people.rows(visit, mine)
        return render(request, visit, "console/members/merge.html", said)
    if "sure" in request.POST:
        return _done(request, visit, keep, other)

    def work(conn: Connection) -> Preview:
        return preview(conn, visit.shop, keep, other)

    seen = transact(work, undo=lambda _one: True)
    if seen.refused is not None:
        said["error"] = for_staff(seen.refused.code, seen.refused.params)
    said |= {"other": people.header(visit, other), "rows": _rows(visit, seen)}
    return render(request, visit, "console/members/merge.html", said)


def _done(request: HttpRequest, visit: Visit, keep: Member, other: Member) -> HttpResponse:
    def work(conn: Connection) -> Answer:
        return unite(conn, visit.shop, keep, other, actor=visit.actor)

    answer = transact(work, undo=lambda one: one.refused is not None)
    if answer.refused is not None:
        messages.error(request, for_staff(answer.refused.code, answer.refused.params))
    else:
        messages.success(request, _("The two members are one now."))
    member = ids.encode("mem", keep.member_id)
    return HttpResponseRedirect(visit.address("member", member=member))


def _stands(visit: Visit, named: str) -> Member | None:
    """Who goes by this id now: one who was made one with another is that one."""
    found = people.named(visit, named)
    return members.current(visit.conn, visit.program_id, [found.member_id]).get(found.member_id)


def _rows(visit: Visit, seen: Preview) -> list[Row]:
    """What it is, what each has, and what there will be."""
    three = (seen.mine, seen.theirs, seen.after)
    rows = [_row(_label(name), *(_name(one, name) for one in three)) for name in NAMES]
    currencies = dict.fromkeys(
        currency for one in three if one is not None for currency in one.pots
        if _known(visit.shop.program, currency)
    )  # fmt: skip
    for currency in currencies:
        title = visit.names(currency)[1].capitalize()
        rows.append(_row(title, *(_amount(visit, one, currency, "available") for one in three)))
        waits = [_amount(visit, one, currency, "pending") for one in three]
        if any(one is not None and one.pots.get(currency, {}).get("pending") for one in three):
            rows.append(_row(_("%(name)s, waiting") % {"name": title}, *waits))
    rows.append(_row(_("Open vouchers"), *(_count(one, "vouchers") for one in three)))
    if visit.shop.program.ladders:
        rows.append(_row(_("Levels"), *(_levels(visit, one) for one in three)))
    rows.append(_row(_("Limits in use"), *(_count(one, "limits") for one in three)))
    return [row for row in rows if any(cell not in ("", "–") for cell in row[1:])]


def _row(label: str, mine: str, theirs: str, after: str) -> Row:
    return (label, mine or "–", theirs or "–", after or "–")


def _label(name: str) -> str:
    labels = {
        "name": _("Name"), "email": _("E-mail"), "phone": _("Phone"), "card": _("Card"),
        "external_id": _("Number"),
    }  # fmt: skip
    return labels[name]


def _name(one: Has | None, name: str) -> str:
    return getattr(one.member, name) or "" if one is not None else ""


def _amount(visit: Visit, one: Has | None, currency: str, pot: str) -> str:
    return worded(visit, currency, one.pots.get(currency, {}).get(pot, 0)) if one else ""


def _count(one: Has | None, what: str) -> str:
    return str(getattr(one, what)) if one is not None else ""


def _levels(visit: Visit, one: Has | None) -> str:
    return ", ".join(level_title(visit, level) for level in one.levels) if one else ""


def _known(program: Compiled, currency: str) -> bool:
    return currency in program.currencies([])
