"""What staff write about a member for one another: notes, calls, visits."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from regulars.domains import notes
from regulars.domains.members.contracts import Member
from regulars.domains.notes.contracts import KINDS, TEXT_MAX, Note
from regulars.entrypoints.console.access import Visit, staff_page
from regulars.entrypoints.console.actors import actor_names
from regulars.entrypoints.console.members import people
from regulars.kit import ids
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact

SHOWN = 50


@require_POST
@staff_page("serve")
def add(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """Writes a note down, once for the form's own key."""
    found = people.named(visit, member)
    note_id = ids.decode("note", typed(request, "key"))
    kind, text = typed(request, "kind"), typed(request, "text", TEXT_MAX)
    if found.erased_at is not None or note_id is None or kind not in KINDS:
        raise Http404
    if not text:
        messages.error(request, _("Write what there is to say."))
        return Redirect(visit.address("member", member=member))
    note = Note(
        program_id=visit.program_id, member_id=found.member_id, note_id=note_id, kind=kind,
        text=text, at=visit.shop.now, actor=visit.actor,
    )  # fmt: skip
    transact(lambda conn: notes.operations.write(conn, note))
    return Redirect(visit.address("member", member=member))


def shown(visit: Visit, found: Member) -> dict[str, Any]:
    """Will give what was written about a member, the newest first, and a fresh form."""
    names = kinds()
    written = notes.queries.of_member(visit.conn, visit.program_id, found.member_id, limit=SHOWN)
    who = actor_names(visit, (one.actor for one in written))
    return {
        "key": ids.encode("note", ids.new()), "kinds": list(names.items()), "most": TEXT_MAX,
        "rows": [
            {"kind": names[one.kind], "text": one.text, "at": one.at, "who": who[one.actor]}
            for one in written
        ],
    }  # fmt: skip


def kinds() -> dict[str, str]:
    """Will give the kinds of notes with their names."""
    return {
        "note": _("Note"), "call": _("Call"), "visit": _("Visit"), "mail": _("Mail"),
        "till": _("For the till"),
    }  # fmt: skip
