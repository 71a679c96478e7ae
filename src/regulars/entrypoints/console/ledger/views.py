"""The books: the last proof, seals, totals by pot, and a new proof on demand."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.views.decorators.http import require_GET, require_http_methods

from regulars.core.effects import POTS, SAVED
from regulars.domains.ledger import queries as ledger_queries
from regulars.entrypoints.console import words
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.ledger import proofs
from regulars.kit import clock, jobs
from regulars.kit.pg.django import transact

CHECKPOINTS = 20


@require_GET
@staff_page("see_ledger")
def ledger(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How the books stand and whether they agree."""
    accounts, entries = ledger_queries.size(visit.conn, visit.program_id)
    seals = ledger_queries.last_checkpoints(visit.conn, visit.program_id, CHECKPOINTS)
    said = {
        "last": proofs.last(visit),
        "asked": "",
        "accounts": accounts,
        "entries": entries,
        "totals": _totals(visit),
        "checkpoints": [
            {"number": one.number, "sealed_at": one.sealed_at, "accounts": one.accounts,
             "entries": one.entries, "root": one.root.hex()}
            for one in seals
        ],
    }  # fmt: skip
    return render(request, visit, "console/ledger/ledger.html", said)


@require_http_methods(["GET", "POST"])
@staff_page("prove")
def proof(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Asks for a proof (POST), or tells whether it has come (GET)."""
    asked = _read(request.GET.get("asked", ""))
    if request.method == "POST":
        asked = clock.now()
        transact(lambda conn: jobs.later(conn, "prove", program_id=str(visit.program_id)))
    if not request.headers.get("HX-Request"):
        return Redirect(visit.address("ledger"))
    last = proofs.last(visit)
    waits = asked is not None and (last is None or last.at < asked)
    said = {"last": last, "asked": asked.isoformat() if asked and waits else ""}
    return render(request, visit, "console/ledger/_proof.html", said)


def _read(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _totals(visit: Visit) -> list[dict[str, object]]:
    """Each currency's pots; they sum to nothing, since every transfer has two sides."""
    pots: dict[str, dict[str, int]] = {}
    for one in ledger_queries.totals(visit.conn, visit.program_id):
        pots.setdefault(one.currency, {})[one.pot] = one.amount
    return [
        {
            "name": visit.names(currency)[1],
            "money": visit.currency if currency == SAVED else "",
            "rows": [
                (words.word(words.POTS, pot), held[pot]) for pot in POTS if held.get(pot)
            ],
            "sum": sum(held.values()),
        }
        for currency, held in pots.items()
    ]  # fmt: skip
