"""The designer's page: the file, what is wrong with it, and what it would change."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from regulars.core.program import Program
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer import checkup, looking
from regulars.entrypoints.console.designer.outline import outline, plain_values
from regulars.entrypoints.console.designer.sampling import sampled
from regulars.flows import draft as drafting
from regulars.flows.check_up import checked
from regulars.kit.pages import differences
from regulars.kit.pg.django import transact


@require_GET
@staff_page("look")
def design(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The draft, or what was published last, ready to be changed."""
    found = looking.look(visit)
    said = _page(visit, found) | {
        "kept_at": found.desk.kept_at, "sample": sampled(visit, found, request.GET),
    }  # fmt: skip
    return render(request, visit, "console/designer/design.html", said)


@require_POST
@staff_page("look")
def look(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is to be said of the text as it stands in the browser; nothing is kept."""
    text = looking.clean(request.POST.get("text", ""))[: looking.TEXT_MAX + 1]
    return render(request, visit, "console/designer/_said.html",
                  looking.said(looking.look(visit, text)))  # fmt: skip


@require_POST
@staff_page("shape")
def keep(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keeps the file as the draft, right or wrong; not over what somebody else wrote meanwhile."""
    text = looking.clean(request.POST.get("text", ""))
    seen = request.POST.get("seen", "")
    said: dict[str, object] = {}
    if len(text.encode("utf-8", "replace")) > looking.TEXT_MAX:
        text = text[: looking.TEXT_MAX + 1]
        said["too_long"] = looking.TEXT_MAX
    else:
        there = transact(
            lambda conn: drafting.keep(conn, visit.program_id, text, seen=seen, now=visit.shop.now)
        )
        if there is None:
            _tell(request, looking.look(visit, text))
            return Redirect(visit.address("design"))
        said |= {"clash": differences.lines(there.text, text), "seen": there.seen}
    found = looking.look(visit, text)
    said = _page(visit, found) | {"seen": seen} | said
    said["sample"] = sampled(visit, found, request.GET)
    return render(request, visit, "console/designer/design.html", said, status=409)


@require_POST
@staff_page("shape")
def discard(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Puts what was published last in the draft's place."""
    found = drafting.desk(visit.conn, visit.program_id)
    if found.newest is not None:
        text = found.newest.text
        transact(
            lambda conn: drafting.keep(
                conn, visit.program_id, text, seen=found.seen, now=visit.shop.now
            )
        )
        messages.success(request, _("The draft is version %(n)s again.") % {
            "n": found.newest.number
        })  # fmt: skip
    return Redirect(visit.address("design"))


def _page(visit: Visit, found: looking.Look) -> dict[str, Any]:
    return (
        looking.said(found)
        | outline(visit, plain_values(found.text), found.program)
        | {
            "seen": found.desk.seen,
            "waiting": waiting(visit, found),
            "health": _health(visit, found.program),
        }
    )


def _health(visit: Visit, program: Program | None) -> dict[str, Any]:
    return checkup.said(checked(visit.conn, visit.shop, program)) if program else {}


def waiting(visit: Visit, found: looking.Look) -> list[dict[str, object]]:
    """Will list the versions that are published and not yet in force."""
    return [
        {"number": one.number, "valid_from": one.valid_from}
        for one in found.desk.versions
        if one.valid_from > visit.shop.now
    ]


def _tell(request: HttpRequest, found: looking.Look) -> None:
    count = len(found.problems)
    if count:
        messages.warning(request, ngettext(
            "The draft is kept. One thing in it is not right yet.",
            "The draft is kept. %(count)s things in it are not right yet.", count,
        ) % {"count": count})  # fmt: skip
    else:
        messages.success(request, _("The draft is kept."))
