"""A member's cards by hand: issued, blocked, good again, replaced; what cannot be undone is asked
for twice."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from psycopg import Connection

from regulars.core.card_numbers import grouped, typed
from regulars.domains.cards import queries as cards
from regulars.domains.cards.contracts import Card
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members import cards as rows
from regulars.entrypoints.console.members import people
from regulars.flows import change_member_card, issue_card
from regulars.flows.issue_card import Wanted, fingerprint
from regulars.flows.member_cards import Dealt
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

CHANGES = ("block", "unblock", "replace")
NUMBER_MAX = 40


@require_POST
@staff_page("serve")
def issue(request: HttpRequest, visit: Visit, member: str) -> HttpResponse:
    """Gives a member a card: with a new number, or with one that is printed already."""
    found = people.named(visit, member)
    number = typed(request.POST.get("number", "").replace("\0", ""))
    kind = request.POST.get("kind", "")
    back = Redirect(visit.address("member", member=member))
    if kind not in rows.KINDS or (number and not _printed(number)):
        messages.error(request, _("A printed number has 4 to 40 letters, digits or dashes."))
        return back
    key = request.POST.get("key", "")[:64]
    wanted = Wanted(
        kind=kind, number=number, key=f"console:{key}" if key else "", by=visit.actor,
        fingerprint=fingerprint(member, kind, number),
    )  # fmt: skip
    dealt = transact(
        lambda conn: issue_card.issue(conn, visit.shop, found.member_id, wanted), undo=_refused
    )
    _say(request, dealt, _("Card %(number)s is theirs."))
    return back


@require_POST
@staff_page("serve")
def change(request: HttpRequest, visit: Visit, card: str) -> HttpResponse:
    """Blocks, unblocks or replaces a card; blocking and replacing are asked for twice."""
    found = named(visit, card)
    what, reason = request.POST.get("what", ""), request.POST.get("reason", "")
    if what not in CHANGES or reason not in {"", *rows.REASONS}:
        raise Http404
    if what != "unblock" and "sure" not in request.POST:
        [row] = rows.rows(visit, [found])
        said = {"card": row, "what": what, "reasons": rows.choices(rows.REASONS),
                "reason": found.reason}  # fmt: skip
        return render(request, visit, "console/carried/sure.html", said)
    dealt = transact(lambda conn: _changed(conn, visit, found, what, reason), undo=_refused)
    done = {
        "block": _("Card %(number)s is blocked."), "unblock": _("Card %(number)s is good again."),
        "replace": _("Card %(number)s takes over."),
    }  # fmt: skip
    _say(request, dealt, done[what])
    return Redirect(visit.address("member", member=ids.encode("mem", found.member_id)))


def named(visit: Visit, card: str) -> Card:
    """Will find the card of this program that an address names."""
    card_id = ids.decode("crd", card)
    found = cards.by_ids(visit.conn, visit.program_id, [card_id]) if card_id else {}
    if card_id is None or card_id not in found:
        raise Http404
    return found[card_id]


def _changed(conn: Connection, visit: Visit, card: Card, what: str, reason: str) -> Dealt:
    wanted = Wanted(kind=card.kind, by=visit.actor)
    if what == "block":
        return change_member_card.block(conn, visit.shop, card.number, reason or "other", wanted)
    if what == "replace":
        return change_member_card.replace(conn, visit.shop, card.number, reason, wanted)
    return change_member_card.unblock(conn, visit.shop, card.number, wanted)


def _printed(number: str) -> bool:
    letters = number.replace("-", "")
    return 4 <= len(number) <= NUMBER_MAX and letters.isascii() and letters.isalnum()


def _refused(dealt: Dealt) -> bool:
    return dealt.refused is not None


def _say(request: HttpRequest, dealt: Dealt, done: str) -> None:
    if dealt.refused is not None:
        messages.error(request, for_staff(dealt.refused.code, dealt.refused.params))
    elif dealt.card is not None:
        messages.success(request, done % {"number": grouped(dealt.card.number)})
