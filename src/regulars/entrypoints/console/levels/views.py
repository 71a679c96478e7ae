"""The levels with their members and who waits for a decision; the benefits with their uses."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from msgspec import Struct

from regulars.domains.benefits import queries as uses
from regulars.domains.programs import phrases, plain
from regulars.domains.tiers import queries as tiers
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer.outline import shapes
from regulars.entrypoints.console.designer.tables import KINDS
from regulars.entrypoints.console.members.entries import level_title
from regulars.entrypoints.console.members.people import accounts_named
from regulars.flows.level_counts import Held, level_counts
from regulars.kit import ids

WAITING_MAX = 100


class Row(Struct, frozen=True):
    """One level: what it takes, and how many members are on it."""

    title: str
    takes: str
    perks: str
    members: int


class Waiting(Struct, frozen=True):
    """Somebody who waits for staff, or whom an invitation waits for. `key`: decided once."""

    member: str
    name: str
    level: str
    title: str
    status: str
    since: datetime
    key: str


@require_GET
@staff_page("see_members")
def levels(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every level with its members, candidates and open invitations."""
    sets: dict[str, tuple[str, list[Row]]] = {}
    for one in level_counts(visit.conn, visit.shop):
        _title, rows = sets.setdefault(one.ladder.id, (one.ladder.word.title, []))
        rows.append(_row(visit, one))
    said = {
        "sets": list(sets.values()),
        "waiting": _waiting(visit),
        "shapes": shapes(visit, KINDS["level"]),
    }
    return render(request, visit, "console/levels/levels.html", said)


def _row(visit: Visit, one: Held) -> Row:
    takes = phrases.line_of(visit.shop.program.document, one.ladder.word, one.level)
    perks = ", ".join(one.level.perks)
    return Row(one.level.title or one.level.id, takes, perks, one.members)


def _waiting(visit: Visit) -> list[Waiting]:
    found = tiers.waiting(visit.conn, visit.program_id, limit=WAITING_MAX)
    whose = accounts_named(visit, [one.account_id for one in found])
    return [
        Waiting(
            *whose.get(one.account_id, ("", "")), one.level, level_title(visit, one.level),
            one.status, one.since, ids.new().hex,
        )
        for one in found
    ]  # fmt: skip


@require_GET
@staff_page("look")
def benefits(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every benefit: who has it, how often it was used, and what that saved."""
    document = visit.shop.program.document
    counts = uses.counts(visit.conn, visit.program_id)
    texts = {one.heading: one.sentences for one in plain.sections(document)}.get("Benefits", ())
    rows = [
        (name, word.title, text, *counts.get(name, (0, 0, 0)))
        for (name, word), text in zip(document.benefits.items(), texts, strict=True)
    ]
    return render(
        request,
        visit,
        "console/levels/benefits.html",
        {"rows": rows, "shapes": shapes(visit, KINDS["benefit"])},
    )
