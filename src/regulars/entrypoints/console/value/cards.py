"""Gift cards: sold at the counter, looked up, blocked and replaced. A code is shown once."""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n
from django.views.decorators.http import require_GET, require_POST
from psycopg import Connection

from regulars.core.facts import SellCard
from regulars.core.state import balance
from regulars.domains.giftcards import queries as giftcards
from regulars.domains.giftcards.contracts import CardChange, GiftCard
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members.entries import plain
from regulars.entrypoints.console.value.amounts import typed
from regulars.flows import change_card, sell_card
from regulars.flows.change_card import By
from regulars.flows.sell_card import Sold
from regulars.flows.standing import standing
from regulars.kit import ids
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

SHOWN = 50
REASON_MAX = 500
CHANGES = ("block", "unblock", "replace")
DONE = {"blocked": _n("Blocked"), "unblocked": _n("Good again"), "replaced": _n("New code")}


@require_GET
@staff_page("see_members")
def gift_cards(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The newest cards, or those with a code or the end of one, or with a payment."""
    search = request.GET.get("q", "").replace("\0", "").strip()[:200]
    return _page(request, visit, search=search)


@require_POST
@staff_page("handle_money")
def sell(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Sells a card; the answer is the only page that ever shows its code."""
    said = {name: request.POST.get(name, "").replace("\0", "").strip()[:200]
            for name in ("amount", "payment", "wallet")}  # fmt: skip
    amount = typed(visit, said["amount"])
    if amount is None or not said["payment"] or said["wallet"] not in dict(_kinds(visit)):
        error = _("Write an amount above 0, and the receipt or payment that it was paid with.")
        return _page(request, visit, said=said | {"error": error}, status=422)
    fact = SellCard(occurred_at=visit.shop.now, wallet=said["wallet"], amount_minor=amount)
    fingerprint = sha256(f"{said['wallet']}\0{amount}".encode()).digest()

    def work(conn: Connection) -> Sold:
        return sell_card.sell(
            conn, visit.shop, fact, payment=said["payment"], fingerprint=fingerprint,
            actor=visit.actor,
        )  # fmt: skip

    sold = transact(work, undo=lambda one: one.answer.refused is not None)
    if sold.answer.refused is not None:
        error = for_staff(sold.answer.refused.code, sold.answer.refused.params)
        return _page(request, visit, said=said | {"error": error}, status=422)
    if not sold.code:
        error = _("A card was sold for this payment already. If its code was lost, replace it.")
        return _page(request, visit, said=said | {"error": error}, status=422)
    return _page(request, visit, code=sold.code)


@require_POST
@staff_page("handle_money")
def change(request: HttpRequest, visit: Visit, card: str) -> HttpResponse:
    """Blocks a card, lets it be good again, or gives it a new code, for a reason."""
    found = _card(visit, card)
    what, hint, reason = (
        request.POST.get(name, "").replace("\0", "").strip() for name in ("what", "hint", "reason")
    )
    if what not in CHANGES:
        raise Http404
    if not reason or len(reason) > REASON_MAX:
        messages.error(request, _("A reason is needed: it is kept with the card."))
        return HttpResponseRedirect(visit.address("gift_cards"))
    by = By(key=ids.new().hex, actor=visit.actor, reason=reason)

    def work(conn: Connection) -> Sold:
        if what == "replace":
            return change_card.replace(conn, visit.shop, found, by, hint=hint)
        return change_card.block(conn, visit.shop, found, by, blocked=what == "block")

    done = transact(work, undo=lambda one: one.answer.refused is not None)
    if done.answer.refused is not None:
        messages.error(request, for_staff(done.answer.refused.code, done.answer.refused.params))
    elif done.code:
        return _page(request, visit, code=done.code)
    return HttpResponseRedirect(visit.address("gift_cards"))


def _card(visit: Visit, text: str) -> GiftCard:
    account_id = ids.decode("gft", text)
    cards = giftcards.cards(visit.conn, visit.program_id, [account_id] if account_id else [])
    if account_id is None or account_id not in cards:
        raise Http404
    return cards[account_id]


def _kinds(visit: Visit) -> list[tuple[str, str]]:
    words = visit.shop.program.document.stored_value
    return [(name, one.name[1]) for name, one in words.items() if one.gift_cards is not None]


def _page(
    request: HttpRequest, visit: Visit, *, search: str = "", code: str = "",
    said: dict[str, str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    exact = giftcards.by_code(visit.conn, visit.program_id, search) if search else None
    found = [exact] if exact else giftcards.newest(
        visit.conn, visit.program_id, search=search, limit=SHOWN
    )  # fmt: skip
    changes = giftcards.changes(visit.conn, visit.program_id, [one.account_id for one in found])
    context = {
        "rows": [_row(visit, one, changes.get(one.account_id, [])) for one in found],
        "search": search, "code": code,
        "form": said or {}, "kinds": _kinds(visit), "shown": SHOWN,
    }  # fmt: skip
    return render(request, visit, "console/value/gift_cards.html", context, status)


def _row(visit: Visit, card: GiftCard, changes: list[CardChange]) -> dict[str, Any]:
    state = standing(visit.conn, visit.shop, card.account_id)
    return {
        "id": ids.encode("gft", card.account_id), "hint": card.hint,
        "left": plain(visit, card.wallet, balance(state, card.wallet, visit.shop.instant)),
        "amount": plain(visit, card.wallet, card.amount_minor), "blocked": card.blocked,
        "changes": [(_(DONE[one.what]), one.at, one.reason) for one in changes],
        "payment": card.payment, "reward": card.reward, "sold_at": card.sold_at,
    }  # fmt: skip
