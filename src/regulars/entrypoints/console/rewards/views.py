"""Vouchers, by status or code, and the rewards that the program has."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from regulars.domains.programs import plain
from regulars.domains.rewards import pools, queries
from regulars.domains.rewards.contracts import Voucher
from regulars.entrypoints.console import words
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer.outline import shapes
from regulars.entrypoints.console.designer.tables import KINDS
from regulars.entrypoints.console.members.entries import plain as worded
from regulars.entrypoints.console.members.people import accounts_named
from regulars.entrypoints.console.members.standing import voucher_line
from regulars.entrypoints.console.rewards import shelf

ROWS = 50


@require_GET
@staff_page("see_members")
def vouchers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A voucher by its code, or all of them, newest first."""
    code = request.GET.get("code", "").replace("\0", "").strip()[:100]
    status = request.GET.get("status", "")
    status = status if status in words.STATUSES else ""
    found, more = _found(visit, code, status, request.GET.get("after", ""))
    whose = accounts_named(visit, [one.account_id for one in found])
    said = {
        "code": code,
        "status": status,
        "statuses": [(one, words.word(words.STATUSES, one)) for one in words.STATUSES],
        "rows": [(voucher_line(visit, one), *whose.get(one.account_id, ("", ""))) for one in found],
        "more": more,
        "first": "after" not in request.GET,
    }
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    template = (
        "console/rewards/_rows.html"
        if part and not said["first"]
        else "console/rewards/vouchers.html"
    )
    return render(request, visit, template, said)


@require_GET
@staff_page("look")
def rewards(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What members can get."""
    document = visit.shop.program.document
    sentences = {one.heading: one.sentences for one in plain.sections(document)}
    stocks = shelf.of(visit)
    rows = [
        {
            "stock": stocks.get(name),
            "title": word.title or name,
            "id": name,
            "text": text,
            "price": [
                " + ".join(worded(visit, *pair) for pair in price.items())
                for price in word.alternatives
            ],
        }
        for (name, word), text in zip(
            document.rewards.items(), sentences.get("Rewards", ()), strict=True
        )
    ]
    held = pools.listed(visit.conn, visit.program_id)
    named = {word.codes for word in document.rewards.values() if word.codes}
    few = bool(named - {one.pool for one in held}) or any(one.free <= one.low for one in held)
    said = {
        "shapes": shapes(visit, KINDS["reward"]),
        "rows": rows, "automatic": sentences.get("Automatic", ()), "pools": bool(named or held),
        "few": few,
    }  # fmt: skip
    return render(request, visit, "console/rewards/rewards.html", said)


def _found(visit: Visit, code: str, status: str, after: str) -> tuple[list[Voucher], str]:
    if code:
        one = queries.by_code(visit.conn, visit.program_id, code)
        return ([one] if one else []), ""
    found = queries.newest(
        visit.conn, visit.program_id, status=status, before=read_place(after), limit=ROWS + 1
    )
    if len(found) <= ROWS:
        return found, ""
    last = found[ROWS - 1]
    return found[:ROWS], place(last.issued_at, last.voucher_id)


def place(at: datetime, one: UUID) -> str:
    """Will write where a page ended."""
    return f"{at.isoformat()}~{one.hex}"


def read_place(text: str) -> tuple[datetime, UUID] | None:
    """Will read where a page ended; anything else is the first page."""
    at, _, one = text.partition("~")
    try:
        found = datetime.fromisoformat(at)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)), UUID(hex=one)
    except ValueError:
        return None
