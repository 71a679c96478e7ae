"""The page of cards: found by number or status, issued to several members at once, printed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST
from msgspec import Struct
from psycopg import Connection

from regulars.core.card_numbers import typed
from regulars.domains.cards import queries as cards
from regulars.domains.cards.contracts import STATUSES, Card
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members import cards as rows
from regulars.flows import issue_card
from regulars.flows.issue_card import Wanted, fingerprint
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.problems import Problem, problem
from regulars.wire.refs import member as find_member
from regulars.wire.sentences import for_staff

SHOWN = 50
BATCH_MAX = 200


class Batch(Struct, frozen=True):
    """What came of a list of names: cards, and why there is none for a name."""

    issued: list[Card]
    failed: list[tuple[str, str]]


@require_GET
@staff_page("see_members")
def card_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The newest cards, those of a status, or the one with a number."""
    search = request.GET.get("q", "").replace("\0", "").strip()[:200]
    status = request.GET.get("status", "")
    status = status if status in STATUSES else ""
    after = ids.decode("crd", request.GET.get("after", ""))
    found = (
        list(cards.by_numbers(visit.conn, visit.program_id, [typed(search)]).values())
        if search
        else cards.newest(
            visit.conn, visit.program_id, status=status, before=after, limit=SHOWN + 1
        )
    )
    more = ids.encode("crd", found[SHOWN - 1].card_id) if len(found) > SHOWN else ""
    said = {"q": search, "status": status, "more": more}
    return _page(request, visit, found[:SHOWN], said)


@require_POST
@staff_page("serve")
def issue(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Issues a card to each member of a list, one a line; the page shows them, ready to print."""
    lines = request.POST.get("members", "").replace("\0", "").split("\n")
    names = list(dict.fromkeys(one.strip()[:220] for one in lines if one.strip()))[:BATCH_MAX]
    kind = request.POST.get("kind", "")
    kind = kind if kind in rows.KINDS else "plastic"
    key = request.POST.get("key", "")[:64]
    made = transact(lambda conn: _issued(conn, visit, names, kind, key))
    said = {"issued": rows.rows(visit, made.issued), "failed": made.failed, "tried": bool(names)}
    found = cards.newest(visit.conn, visit.program_id, limit=SHOWN)
    return _page(request, visit, found, said, 200 if made.issued else 422)


def _issued(conn: Connection, visit: Visit, names: list[str], kind: str, key: str) -> Batch:
    batch = Batch([], [])
    for name in names:
        member = find_member(conn, visit.program_id, _ref(name))
        if isinstance(member, Problem):
            batch.failed.append((name, _why(member, name)))
            continue
        who = ids.encode("mem", member.member_id)
        wanted = Wanted(
            kind=kind, key=f"console:{key}:{who}" if key else "", by=visit.actor,
            fingerprint=fingerprint(who, kind),
        )  # fmt: skip
        dealt = issue_card.issue(conn, visit.shop, member.member_id, wanted)
        if dealt.card is not None:
            batch.issued.append(dealt.card)
        elif dealt.refused is not None:
            batch.failed.append((name, for_staff(dealt.refused.code, dealt.refused.params)))
    return batch


def _ref(name: str) -> str:
    """A name as staff write it: what is no e-mail, phone or reference is the shop's own number."""
    if ":" in name or name.startswith("mem_"):
        return name
    kind = "email" if "@" in name else "phone" if name.startswith("+") else "external_id"
    return f"{kind}:{name}"


def _why(found: Problem, name: str) -> str:
    known = problem("member_unknown", ref=name) if found.code == "member_unknown" else found
    return known.staff_detail


def _page(
    request: HttpRequest, visit: Visit, found: list[Card], said: dict[str, Any], status: int = 200
) -> HttpResponse:
    said |= {
        "rows": rows.rows(visit, found), "form": rows.empty(), "batch_max": BATCH_MAX,
        "statuses": rows.choices(rows.STATUSES),
    }  # fmt: skip
    return render(request, visit, "console/carried/cards.html", said, status)
