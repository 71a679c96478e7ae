"""The program: the rules in plain words, the proposition, versions and what changed between."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.domains.programs import plain, queries
from regulars.domains.programs.contracts import Version
from regulars.domains.programs.loading import load
from regulars.domains.programs.proposition import proposition
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer import changed
from regulars.kit.pages import differences


def glance(visit: Visit) -> str:
    """The value proposition in one line, where it can be said."""
    found = proposition(visit.shop.program.document)
    return found.plain if found else ""


@require_GET
@staff_page("look")
def program(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What members are promised, and how it came to be."""
    versions = queries.versions(visit.conn, visit.program_id)
    newest = versions[-1].number if versions else 0
    document = visit.shop.program.document
    said = {
        "sections": plain.sections(document) if versions else [],
        "summary": document.summary,
        "glance": glance(visit),
        "number": visit.shop.program.version,
        "versions": [
            _row(one, visit.shop.program.version)
            | {
                "newest": one.number == newest,
                "planned": one in versions
                and one.valid_from > visit.shop.now
                and one.number != visit.shop.program.version,
                "withdrawn": one.withdraws is None and one not in versions,
            }
            for one in reversed(queries.history(visit.conn, visit.program_id))
        ],
        "numbers": [one.number for one in versions],
        **_difference(request, versions),
    }
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    template = "console/program/_difference.html" if part else "console/program/program.html"
    return render(request, visit, template, said)


@require_GET
@staff_page("look")
def version(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """The exact text of a version."""
    known = queries.history(visit.conn, visit.program_id)
    found = [one for one in known if one.number == number]
    if not found:
        raise Http404
    said = {
        "version": _row(found[0], visit.shop.program.version)
        | {"withdrawn": number in {one.withdraws for one in known}},
        "lines": list(enumerate(found[0].text.splitlines(), 1)),
    }
    return render(request, visit, "console/program/version.html", said)


def _row(one: Version, in_force: int) -> dict[str, object]:
    return {
        "number": one.number, "valid_from": one.valid_from, "published_at": one.published_at,
        "by": one.published_by, "note": one.note, "sha256": one.sha256.hex(),
        "in_force": one.number == in_force, "withdraws": one.withdraws or 0,
    }  # fmt: skip


def _difference(request: HttpRequest, versions: list[Version]) -> dict[str, object]:
    """What changed between two versions: by default between the last two."""
    by_number = {str(one.number): one for one in versions}
    numbers = list(by_number)
    before = request.GET.get("from", numbers[-2] if len(numbers) > 1 else "")
    after = request.GET.get("to", numbers[-1] if numbers else "")
    if before not in by_number or after not in by_number:
        return {"before": 0, "after": 0, "changes": [], "lines": []}
    old, new = by_number[before], by_number[after]
    changes = [] if old.number == new.number else changed.parts(load(old.text), load(new.text))
    return {
        "before": old.number,
        "after": new.number,
        "changes": changes,
        "lines": differences.lines(old.text, new.text),
    }  # fmt: skip
