"""Two members who were made one by mistake: what would go back is shown, and done once that is
confirmed.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from psycopg import Connection

from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member, Merge
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members import people
from regulars.entrypoints.console.members.entries import plain as worded
from regulars.entrypoints.console.members.side_by_side import rows
from regulars.flows import merge_kept
from regulars.flows.answers import Answer
from regulars.flows.split import open_until, split
from regulars.flows.split_preview import SplitPreview, preview
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff


@require_http_methods(["GET", "POST"])
@staff_page("unite")
def undo_merge(request: HttpRequest, visit: Visit, member: str, merge: str) -> HttpResponse:
    """The look at both as they would be, and the deed."""
    keep = people.named(visit, member)
    found = members.merges(visit.conn, visit.program_id, keep.member_id)
    one = next((one for one in found if ids.encode("mrg", one.merge_id) == merge), None)
    if one is None:
        raise Http404
    if request.method == "POST":
        return _done(request, visit, keep, one)
    said: dict[str, Any] = {
        "member": people.header(visit, keep), "merge": merge, "merged_at": one.at,
        "other": _name(one), "error": "", "undone_at": one.split_at,
        "former": ids.encode("mem", one.other_id),
    }  # fmt: skip
    if one.split_at is not None:
        return render(request, visit, "console/members/split.html", said)

    def work(conn: Connection) -> SplitPreview:
        return preview(conn, visit.shop, keep, one.merge_id)

    seen = transact(work, undo=lambda _one: True)
    if seen.refused is not None:
        said["error"] = for_staff(seen.refused.code, seen.refused.params)
    else:
        said |= {
            "rows": rows(visit, (seen.now, seen.mine, seen.theirs)),
            "back": _back(visit, seen),
        }
    return render(request, visit, "console/members/split.html", said)


def _done(request: HttpRequest, visit: Visit, keep: Member, one: Merge) -> HttpResponse:
    def work(conn: Connection) -> Answer:
        return split(conn, visit.shop, keep, one.merge_id, actor=visit.actor).answer

    answer = transact(work, undo=lambda one: one.refused is not None)
    if answer.refused is not None:
        messages.error(request, for_staff(answer.refused.code, answer.refused.params))
    else:
        messages.success(request, _("They are two members again."))
    member = ids.encode("mem", keep.member_id)
    return HttpResponseRedirect(visit.address("member", member=member))


def _back(visit: Visit, seen: SplitPreview) -> list[str]:
    """What had come and goes back, in a sentence for each currency."""
    said = []
    for currency, came in seen.came.items():
        goes = seen.goes.get(currency, 0)
        amounts = {
            "name": visit.names(currency)[1].capitalize(), "came": worded(visit, currency, came),
            "gone": worded(visit, currency, came - goes), "goes": worded(visit, currency, goes),
        }  # fmt: skip
        if goes == came:
            said.append(_("%(name)s: all of the %(came)s go back.") % amounts)
        else:
            text = _("%(name)s: %(gone)s of the %(came)s are spent or gone; %(goes)s go back.")
            said.append(text % amounts)
    came, goes = seen.vouchers
    if came:
        text = _("Vouchers: %(goes)s of %(came)s go back.")
        said.append(text % {"goes": goes, "came": came})
    return said


def undoable(visit: Visit, found: Member) -> list[dict[str, Any]]:
    """Will list the merges of a member that can still be undone."""
    if not visit.may("unite"):
        return []
    merges = members.merges(visit.conn, visit.program_id, found.member_id)
    return [
        {"id": ids.encode("mrg", one.merge_id), "at": one.at, "until": until, "name": _name(one)}
        for one in merges
        if (until := open_until(one)) is not None and until >= visit.shop.now
    ]


def _name(merge: Merge) -> str:
    kept = merge_kept.read(merge)
    return kept.theirs.name if kept is not None else ""
