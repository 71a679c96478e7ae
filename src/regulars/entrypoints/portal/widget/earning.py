"""What a product or a basket would earn: the rules are asked, nothing is booked."""

from decimal import Decimal, InvalidOperation

import msgspec
from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.core.effects import Posted
from regulars.core.facts import Line, Order
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.amounts import amount
from regulars.entrypoints.portal.widget.opening import Basket
from regulars.flows import quote
from regulars.wire.effects import posted

MOST = Decimal(10**9)
LINES = 200


class Item(Struct, frozen=True, kw_only=True):
    """One line of a basket, as a page names it; `amount` is what is paid for all of the line."""

    amount: str | int | float
    sku: str = ""
    categories: str = ""
    quantity: str | int | float = 1


def earned(visit: Visit, basket: Basket) -> str:
    """Will say it: 'Earns 49 points'; '' where nothing is earned or nothing was understood."""
    order = _order(visit, basket)
    if order is None:
        return ""
    account_id = visit.member.account_id if visit.member else None
    found = quote.quote(visit.conn, visit.shop, account_id, order)
    if found.outcome.refused is not None:
        return ""
    points: dict[str, int] = {}
    for effect in found.outcome.effects[found.outcome.elapsed :]:
        if isinstance(effect, Posted) and effect.kind == "earn":
            got = posted(effect)
            points[got.currency] = points.get(got.currency, 0) + got.amount
    said = " + ".join(amount(visit, *one) for one in points.items() if one[1] > 0)
    return _("Earns %(points)s") % {"points": said} if said else ""


def _order(visit: Visit, basket: Basket) -> Order | None:
    lines = [_line(visit, str(at), one) for at, one in enumerate(_items(basket), 1)]
    known = tuple(one for one in lines if one is not None)
    if not known or len(known) < len(lines):
        return None
    return Order(
        occurred_at=visit.shop.now, order_id="", source="widget", external_id="quote",
        currency=visit.currency, lines=known, channel="web",
    )  # fmt: skip


def _items(basket: Basket) -> list[Item]:
    if not basket.items:
        return [Item(amount=basket.amount, sku=basket.sku, categories=basket.categories,
                     quantity=basket.quantity)]  # fmt: skip
    try:
        found = msgspec.json.decode(basket.items, type=list[Item])
    except msgspec.DecodeError:
        return []
    return found if len(found) <= LINES else []


def _line(visit: Visit, line_id: str, one: Item) -> Line | None:
    minor, quantity = _number(one.amount), _number(one.quantity)
    if minor is None or not quantity:
        return None
    return Line(
        line_id=line_id, sku=one.sku, product=one.sku, quantity=quantity,
        categories=tuple(one.categories.split()), net_minor=visit.shop.program.minor(minor),
    )  # fmt: skip


def _number(said: str | float) -> Decimal | None:
    try:
        found = Decimal(str(said))
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found <= MOST else None
