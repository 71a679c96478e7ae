"""What a program would have cost and brought on orders of the past: replayed, nothing assumed.

Nobody redeems in it: what was issued, and what is within reach at the end, is counted as had once.
What draws lots gives nothing. What a benefit costs is not in it: orders do not tell who uses it.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from statistics import median_low

import msgspec
from msgspec import Struct

from regulars.core import calendar
from regulars.core.compiled import Timeline, compile_program
from regulars.core.effects import Effect, Posted, VoucherIssued
from regulars.core.evaluate import evaluate
from regulars.core.facts import Inputs, Joined, Order
from regulars.core.program import Program
from regulars.core.program.rewards import Reward
from regulars.core.rounding import exponent, minor
from regulars.core.state import AccountState, balance
from regulars.domains.programs.first_reward import NEVER, orders_to_first, reached

YEAR = 365.25 * 86_400


class History(Struct, frozen=True, kw_only=True):
    """A shop's past orders in figures. Amounts are in the smallest unit; `spend_70` is what seven
    of ten customers spend less than in a year, `spend_90` nine of ten."""

    orders: int
    nobody_s: int
    customers: int
    revenue: int
    median_order: int
    days: float
    spend_70: int
    spend_90: int

    @property
    def orders_a_year(self) -> float:
        """Orders of a customer in a year: those with a customer, by customers, by years."""
        years = max(self.days, 1) * 86_400 / YEAR
        return (self.orders - self.nobody_s) / max(self.customers, 1) / years


class Reckoned(Struct, frozen=True, kw_only=True):
    """What came of a replay. `cost` is what all of it would cost when all of it is used; `unpriced`
    are rewards that came up and of which nobody said what they cost."""

    customers: int
    orders: int
    revenue: int
    points: int
    rewards: int
    cost: int
    unpriced: tuple[str, ...]
    reached: int
    rewarded_orders: int
    first_of_those: int | None
    first_of_median: int | None

    def cost_share(self, used: float) -> float | None:
        """Cost by revenue of the same customers, when so much of it is used; None without any."""
        return self.cost * used / self.revenue if self.revenue else None


def reckon(document: Program, customers: Iterable[Sequence[Order]], median_order: int) -> Reckoned:
    """Will replay each customer's orders, which are in the order of time, as a member's."""
    timeline = Timeline([(0, compile_program(document, 1))])
    sums = _Sums(document)
    for orders in customers:
        _Replay(document, timeline, sums).run(orders)
    return Reckoned(
        customers=sums.customers, orders=sums.orders, revenue=sums.revenue, points=sums.points,
        rewards=sums.rewards, cost=int(sums.cost), unpriced=tuple(sorted(sums.unpriced)),
        reached=len(sums.firsts), rewarded_orders=sums.rewarded,
        first_of_those=median_low(sums.firsts) if sums.firsts else None,
        first_of_median=orders_to_first(document, median_order),
    )  # fmt: skip


class _Sums:
    """What is added up over all customers."""

    def __init__(self, document: Program) -> None:
        self.digits = exponent(document.currency)
        self.customers = self.orders = self.revenue = self.points = self.rewards = 0
        self.rewarded = 0
        self.cost = Decimal(0)
        self.unpriced: set[str] = set()
        self.firsts: list[int] = []


class _Replay:
    """One customer, from the first order to the last."""

    def __init__(self, document: Program, timeline: Timeline, sums: _Sums) -> None:
        self._document, self._timeline, self._sums = document, timeline, sums
        self._state = AccountState()
        self._shares: list[tuple[Reward, int, int | None]] = []  # percent off, uses, until when
        self._first: int | None = None

    def run(self, orders: Sequence[Order]) -> None:
        """Will join with the first order, and buy."""
        at = calendar.instant(orders[0].occurred_at)
        self._happens(Joined(occurred_at=orders[0].occurred_at, way="first-order"), at, 0)
        for number, order in enumerate(orders, 1):
            at = calendar.instant(order.occurred_at)
            net = sum(line.net_minor for line in order.lines)
            self._use_shares(net, at)
            fact = msgspec.structs.replace(order, order_id=str(number))
            self._sums.rewarded += self._happens(fact, at, number)
            self._sums.revenue += net
        self._sums.orders += len(orders)
        self._sums.customers += 1
        if self._first is not None:
            self._sums.firsts.append(self._first)
        self._within_reach()

    def _happens(self, fact: Joined | Order, at: int, number: int) -> bool:
        """Evaluate, and say whether it brought a reward or brought the first within reach."""
        outcome, self._state = evaluate(self._timeline, fact, self._state, Inputs(draw=NEVER), at)
        issued = [one for one in outcome.effects if isinstance(one, VoucherIssued)]
        for one in issued:
            self._issued(one)
        self._sums.points += sum(map(_earned, outcome.effects))
        before = self._first
        if before is None and reached(self._document, self._state, issued=bool(issued)):
            self._first = number
        return bool(issued) or before != self._first

    def _issued(self, effect: VoucherIssued) -> None:
        word = self._document.rewards[effect.reward]
        self._sums.rewards += 1
        if word.kind == "percent-off" and word.cost is None:
            uses = 10**9 if word.uses == "unlimited" else word.uses
            self._shares.append((word, uses, effect.expires))
            return
        cost = cost_of(word, self._sums.digits)
        if cost is None:
            self._sums.unpriced.add(word.title or effect.reward)
        self._sums.cost += cost or 0

    def _use_shares(self, net: int, at: int) -> None:
        """Percentages off are used on the next orders, each as often as it may be."""
        left = []
        for word, uses, expires in self._shares:
            if expires is not None and expires <= at:
                continue
            saved = net * (word.value or Decimal(0)) / 100
            if word.maximum is not None:
                saved = min(saved, Decimal(minor(word.maximum, self._sums.digits)))
            self._sums.cost += saved
            if uses > 1:
                left.append((word, uses - 1, expires))
        self._shares = left

    def _within_reach(self) -> None:
        """What the points that are left at the end buy, at the dearest that a point can cost."""
        for currency in self._document.points:
            held = balance(self._state, currency)
            prices = [
                (price[currency], word) for word in self._document.rewards.values()
                for price in word.alternatives if set(price) == {currency} and not word.when.tier
            ]  # fmt: skip
            if not held or not (prices or currency in self._document.redeeming.pay):
                continue
            self._sums.cost += held * self._worth(currency, prices)
            if prices:
                self._sums.rewards += held // min(amount for amount, _ in prices)

    def _worth(self, currency: str, prices: list[tuple[int, Reward]]) -> Decimal:
        costs = [
            Decimal(cost) / amount for amount, word in prices
            if (cost := cost_of(word, self._sums.digits)) is not None
        ]  # fmt: skip
        paid = self._document.redeeming.pay.get(currency)
        if paid is not None:
            costs.append(paid.worth.scaleb(self._sums.digits))
        if not costs:
            self._sums.unpriced.update(word.title for _, word in prices)
        return max(costs, default=Decimal(0))


def cost_of(word: Reward, digits: int) -> int | None:
    """Will give what a reward costs the shop: as it says, or the money that it takes off."""
    if word.cost is not None:
        return minor(word.cost, digits)
    if word.kind == "amount-off" and word.value is not None:
        return minor(word.value, digits)
    return None


def _earned(effect: Effect) -> int:
    """Points that an entry gives, spendable at once or later."""
    if not isinstance(effect, Posted) or effect.kind != "earn":
        return 0
    return sum(move.amount for move in effect.moves)
