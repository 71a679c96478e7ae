"""How the demo's members are assumed to behave where the data is silent: returns and vouchers."""

from datetime import datetime, timedelta

from msgspec import Struct

from regulars.connectors.completejourney.orders import Basket
from regulars.connectors.completejourney.simulated import draw, happens

RETURNS_OF_TEN_THOUSAND = 40
RETURN_DAYS_MIN, RETURN_DAYS_MAX = 2, 14

VOUCHERS_OF_TEN_THOUSAND = 3500
VOUCHER_SPEND_MINOR_MIN = 1000


class Return(Struct, frozen=True, order=True):
    """One line comes back, all of it. In the order of time."""

    at: datetime
    external_id: str
    line_id: str


def returned(basket: Basket) -> Return | None:
    """Will say what of a basket comes back, and when; lines given away do not."""
    number = int(basket.order.external_id)
    if not happens("return", number, of_ten_thousand=RETURNS_OF_TEN_THOUSAND):
        return None
    paid = [line for line in basket.order.lines if line.net_minor]
    if not paid:
        return None
    chosen = draw("returned-line", number)
    days = RETURN_DAYS_MIN + chosen % (RETURN_DAYS_MAX - RETURN_DAYS_MIN + 1)
    later = basket.order.occurred_at + timedelta(days=days)
    line = paid[chosen // 2**16 % len(paid)]
    return Return(later, basket.order.external_id, line.line_id)


def presents_voucher(basket: Basket) -> bool:
    """Will tell whether the member would present a voucher at this basket if they had one."""
    spend = sum(line.net_minor for line in basket.order.lines)
    if spend < VOUCHER_SPEND_MINOR_MIN:
        return False
    number = int(basket.order.external_id)
    return happens("voucher", number, of_ten_thousand=VOUCHERS_OF_TEN_THOUSAND)
