"""A member's history: what came and went, why, and for which order; what is on the way.

What is set aside and spent at once is told once: setting aside is no change to those who own it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from msgspec import Struct

from regulars.core.calendar import FOREVER, moment
from regulars.core.effects import SAVED
from regulars.core.facts import Order, Refund
from regulars.domains.events import queries as events
from regulars.domains.ledger import queries as ledger
from regulars.domains.ledger.contracts import Entry
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.amounts import amount
from regulars.entrypoints.portal.reasons import reason
from regulars.flows.answers import posted_of
from regulars.kit.pages.templatetags.pages import money
from regulars.wire.effects import posted

PAGE = 20
EVENTS = 200
UNTOLD = ("reserve", "unreserve")
UNSIGNED = ("release", "save", "unsave", "complete", "reopen")
WORDS = {
    "earn": _("Earned"), "release": _("Ready to spend"), "expire": _("Lapsed"),
    "redeem": _("Spent"), "turn": _("Turned into a reward"), "claw_back": _("Taken back"),
    "complete": _("Card full"), "reopen": _("Full card undone"), "top_up": _("Paid in"),
    "sell_card": _("Put on a gift card"), "send_value": _("Sent"),
    "receive_value": _("Received"), "pay_out": _("Paid out"), "restore": _("Given back"),
    "adjust": _("Adjusted by the shop"), "repay": _("Owed points paid back"),
    "save": _("Saved money"), "unsave": _("Saving undone"), "move_out": _("Moved out"),
    "move_in": _("Moved in"),
}  # fmt: skip


class Item(Struct, frozen=True, kw_only=True):
    """One line: what happened, how much, why, for which order."""

    title: str
    text: str
    sign: str
    reason: str
    order: str
    at: datetime
    until: datetime | None


class Coming(Struct, frozen=True, kw_only=True):
    """What is on the way, and when it can be spent; None: when its order is handed over."""

    text: str
    at: datetime | None


def page(visit: Visit, before: int, currency: str = "") -> tuple[list[Item], int | None]:
    """Will give a page of it, newest first, and from where the next one goes on."""
    taken: list[Entry] = []
    last = before
    while len(taken) <= PAGE:
        found = _read(visit, last, currency)
        taken += [one for one in found if one.row.kind not in UNTOLD]
        if len(found) <= PAGE:
            break
        last = found[-1].row.seq
    orders = _orders(visit, [one.row.event_no for one in taken[:PAGE] if one.row.event_no])
    items = [_item(visit, one, orders.get(one.row.event_no, "")) for one in taken[:PAGE]]
    return items, taken[PAGE - 1].row.seq if len(taken) > PAGE else None


def coming(visit: Visit) -> list[Coming]:
    """Will list what is on the way, the first to come first."""
    waits: dict[tuple[int, str], int] = {}
    for lot in visit.state().lots:
        if lot.available is not None and lot.left:
            key = (lot.available, lot.currency)
            waits[key] = waits.get(key, 0) + lot.left
    return [
        Coming(
            text=amount(visit, currency, waits[at, currency]),
            at=moment(at) if at < FOREVER else None,
        )
        for at, currency in sorted(waits)
    ]


def aside(visit: Visit) -> list[str]:
    """Will list what is set aside at this moment."""
    held: dict[str, int] = {}
    for hold in visit.state().holds:
        for part in hold.parts:
            held[part.currency] = held.get(part.currency, 0) + part.amount
    return [amount(visit, *one) for one in held.items()]


def saved(visit: Visit) -> str:
    """Will say what vouchers, points and benefits have saved in all; '' where they have not yet."""
    account_id = visit.me.account_id
    pots = ledger.balances(visit.conn, [account_id]).get(account_id, {})
    minor = pots.get(SAVED, {}).get("redeemed", 0)
    return money(minor, visit.currency) if minor > 0 else ""


def _read(visit: Visit, before: int, currency: str) -> list[Entry]:
    account_id = visit.me.account_id
    if currency:
        return ledger.entries_with(visit.conn, account_id, currency, before, PAGE + 1)
    return ledger.entries(visit.conn, account_id, before, PAGE + 1)


def _orders(visit: Visit, numbers: Sequence[int]) -> dict[int, str]:
    """The shop's numbers of the orders that these events told of."""
    if not numbers:
        return {}
    span = min(max(numbers) - min(numbers) + 1, EVENTS)
    kept = events.before(visit.conn, visit.me.account_id, max(numbers) + 1, span)
    return dict(_named((one.event_no, one.fact()) for one in kept))


def _named(facts: Iterable[tuple[int, object]]) -> Iterable[tuple[int, str]]:
    for number, fact in facts:
        if isinstance(fact, Order):
            yield number, fact.external_id
        elif isinstance(fact, Refund):
            yield number, fact.order.external_id


def _item(visit: Visit, entry: Entry, order: str) -> Item:
    effect = posted(posted_of(entry))
    kind, much = entry.row.kind, effect.amount
    stored = effect.currency == SAVED
    size = abs(much)
    text = money(size, visit.currency) if stored else amount(visit, effect.currency, size)
    sign = "" if kind in UNSIGNED or not much else "+" if much > 0 else "−"
    return Item(
        title=gettext(WORDS[kind]) if kind in WORDS else kind, text=text, sign=sign,
        reason=reason(visit, entry.why, effect.currency), order=order,
        at=entry.row.effective_at, until=effect.expires_at,
    )  # fmt: skip
