"""What a product or a basket would earn: the rules are asked, nothing is booked."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from regulars.core.effects import Posted
from regulars.core.facts import Line, Order
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.amounts import amount
from regulars.entrypoints.portal.widget.opening import Basket
from regulars.flows import quote
from regulars.wire.effects import posted

MOST = Decimal(10**9)


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
    minor, quantity = _number(basket.amount), _number(basket.quantity)
    if minor is None or not quantity:
        return None
    line = Line(
        line_id="1", sku=basket.sku, product=basket.sku, quantity=quantity,
        categories=tuple(basket.categories.split()), net_minor=visit.shop.program.minor(minor),
    )  # fmt: skip
    return Order(
        occurred_at=visit.shop.now, order_id="", source="widget", external_id="quote",
        currency=visit.currency, lines=(line,), channel="web",
    )  # fmt: skip


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found <= MOST else None
