"""The amounts of a gallery's program made a shop's own, from its past orders and its budget.

The first reward comes within four orders of the median customer; rewards together give back about
the share of what is spent that the budget allows.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from regulars.core.checking import Path
from regulars.domains.programs.beginning import ten_points
from regulars.domains.programs.editing import put
from regulars.domains.programs.reckoning import History
from regulars.kit.speech import say

SHARES: Mapping[str, Decimal] = {
    "small": Decimal("0.02"), "medium": Decimal("0.04"), "large": Decimal("0.07"),
}  # fmt: skip
"""What of members' spend goes back to them, for each answer about the budget."""

ORDERS = 4
_STEPS = tuple(map(Decimal, ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8")))
Change = tuple[Path, Any]


class _Shop:
    """A shop's amounts in whole money: round numbers that people can keep in mind."""

    def __init__(self, history: History, budget: str, digits: int) -> None:
        self._scale = Decimal(10) ** -digits
        self.order = max(Decimal(history.median_order) * self._scale, Decimal(1))
        self.share = SHARES.get(budget, SHARES["small"])
        self.spend_70 = self._money(history.spend_70)
        self.spend_90 = max(self._money(history.spend_90), self.spend_70 * 2)
        self._smallest = max(Decimal("0.10"), self._scale)

    def spent(self, orders: Decimal | int) -> int:
        """Will give what so many median orders come to, rounded down, in whole money."""
        return max(1, int(rounded(self.order * orders)))

    def counted(self, orders: int) -> int:
        """Will give what so many median orders count where each counts its whole units only."""
        return max(1, int(rounded(Decimal(int(self.order) * orders))))

    def back(self, spent: Decimal | int) -> Decimal:
        """Will give what goes back of an amount."""
        return max(rounded(spent * self.share), self._smallest)

    def _money(self, amount: int) -> int:
        return max(int(rounded(Decimal(amount) * self._scale)), self.spent(ORDERS * 2))


def rounded(amount: Decimal) -> Decimal:
    """Will round down to a number that is easily said: 1, 1.2, 1.5, 2, 2.5 ... times ten."""
    if amount <= 0:
        return Decimal(0)
    power = amount.adjusted()
    step = max(one for one in _STEPS if one <= amount.scaleb(-power))
    found = step.scaleb(power)
    return found.quantize(Decimal(1)) if found >= 10 else found.quantize(Decimal("0.01"))


def fitted(
    text: str, gallery: str, history: History, *, budget: str, digits: int, currency: str
) -> str:
    """Will give a program's text with amounts that fit the shop; what has none stays as it is."""
    make = _CHANGES.get(gallery)
    if make is None or not history.median_order:
        return text
    for path, value in make(_Shop(history, budget, digits), currency):
        text = put(text, path, value)
    return text


def _points(shop: _Shop, currency: str) -> list[Change]:
    spent = shop.spent(ORDERS)
    points, off = spent * 10, shop.back(spent)
    said = ten_points(currency, points, off)
    return [
        (("automatic", 0, "reach", "point"), points), (("automatic", 0, "turn", "point"), points),
        (("rewards", "ten-off", "title"), f"{off} off"), (("rewards", "ten-off", "value"), off),
        (("rewards", "ten-off", "cost"), off), (("summary",), said),
        (("rewards", "regulars-gift", "cost"), shop.back(shop.spent(3))),
    ]  # fmt: skip


def _stamps(shop: _Shop, currency: str) -> list[Change]:  # noqa: ARG001
    return [
        (("rewards", "cookie", "cost"), shop.back(shop.spent(2))),
        (("rewards", "free-drink", "cost"), shop.back(shop.spent(3))),
    ]


def _tiers(shop: _Shop, currency: str) -> list[Change]:  # noqa: ARG001
    few, many = shop.counted(2), shop.counted(ORDERS)
    off = shop.back(many)
    return [
        (("tiers", "levels", 1, "from"), shop.spend_70),
        (("tiers", "levels", 2, "from"), shop.spend_90),
        (("rewards", "mini", "price", "point"), few),
        (("rewards", "mini", "cost"), shop.back(few)),
        (("rewards", "ten-off", "title"), f"{off} off"), (("rewards", "ten-off", "value"), off),
        (("rewards", "ten-off", "price", "point"), many),
        (("rewards", "vib-gift", "cost"), off), (("rewards", "birthday-set", "cost"), off),
        (("rewards", "fragrance-sample", "cost"), shop.back(few)),
    ]  # fmt: skip


def _climb(shop: _Shop, currency: str) -> list[Change]:  # noqa: ARG001
    many = shop.counted(ORDERS)
    off, more = shop.back(many), shop.counted(6)
    return [
        (("rewards", "fifty-off", "title"), f"{off} off"),
        (("rewards", "fifty-off", "value"), off),
        (("rewards", "fifty-off", "price", "point"), many),
        (("rewards", "bottle", "price", "point"), more),
        (("rewards", "bottle", "cost"), shop.back(more)),
        (("rewards", "personal-offer", "price", "point"), shop.counted(2)),
        (("tiers", "levels", 1, "from"), shop.spend_70),
        (("tiers", "levels", 2, "from"), shop.spend_90),
    ]  # fmt: skip


_GIFTS = {"tea": "1", "candle": "1.5", "throw": "2", "hamper": "3"}


def _vip(shop: _Shop, currency: str) -> list[Change]:  # noqa: ARG001
    gift = shop.back(shop.spent(2))
    sizes = {name: Decimal(size) for name, size in _GIFTS.items()}
    percent = {SHARES["small"]: 1, SHARES["medium"]: 2}.get(shop.share, 4)
    monthly = {SHARES["small"]: 5, SHARES["medium"]: 5}.get(shop.share, 10)
    return [
        *((("rewards", name, "cost"), gift * times) for name, times in sizes.items()),
        (("rewards", "vip-discount", "value"), percent),
        (("rewards", "monthly-offer", "value"), monthly),
        (("rewards", "surprise", "value"), gift),
        (("rewards", "birthday-gift", "value"), gift),
    ]


def _savings(shop: _Shop, currency: str) -> list[Change]:  # noqa: ARG001
    least, large = shop.counted(3), shop.spent(2)
    worth = max(shop.share / 2, Decimal("0.01")).quantize(Decimal("0.01"))
    off = shop.back(large)
    said = say("Members pay less, and see how much less it was. A point pays {worth}.", worth=worth)
    return [
        (("redeeming", "pay", "point", "worth"), worth),
        (("redeeming", "pay", "point", "least"), least),
        (("redeeming", "pay", "point", "step"), least),
        (("earn", 1, "when", "minimum_spend"), large),
        (("rewards", "next-basket", "value"), off),
        (("rewards", "next-basket", "title"), f"{off} off the next basket"),
        (("rewards", "free-delivery", "minimum_spend"), large), (("summary",), said),
    ]  # fmt: skip


_CHANGES: Mapping[str, Callable[[_Shop, str], list[Change]]] = {
    "shoe-points": _points, "sub-card": _stamps, "beauty-tiers": _tiers, "climb-and-earn": _climb,
    "vip-auto": _vip, "save-more": _savings,
}  # fmt: skip
