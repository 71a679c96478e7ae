"""Giving what a rule decided on: limits cut it, lots are opened, vouchers issued, reasons noted.

What an order gave is collected as shares, so that a refund can take back exactly that.
"""

from msgspec import Struct

from regulars.core import offers, vouchers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Refused, Why
from regulars.core.facts import Inputs, IssuedFor, Order, Scalar, Share
from regulars.core.points import lots
from regulars.core.rounding import as_text
from regulars.core.rules.amounts import Amount
from regulars.core.rules.limits import Charge, allow, charge
from regulars.core.rules.prepared import Rule
from regulars.core.rules.row import Event


class Draft(Struct, frozen=True, kw_only=True):
    """What a rule is about to give."""

    rule: Rule
    amount: Amount
    why: Why | None = None
    code: str = "earn"


class Giving:
    """One event on the way to its effects; `order` is None for an activity."""

    def __init__(
        self, account: Account, program: Compiled, event: Event, order: Order | None, now: int
    ) -> None:
        """Will begin with nothing given."""
        self.account, self.program, self.event = account, program, event
        self.order, self.now = order, now
        self.shares: list[Share] = []
        self.given: dict[str, int] = {}
        self.issued: list[IssuedFor] = []

    def give(self, draft: Draft, inputs: Inputs) -> None:
        """Will give what the limits leave of a draft, or note why nothing is left."""
        rule, account, number = draft.rule, self.account, self.event.number
        if rule.counts_orders and account.nth_done.get(rule.node.id, 0) >= number > 0:
            account.passed(rule.node.id, "rule.already_given", {"order": number})
            return
        allowed = allow(
            account, rule, draft.amount.amounts, self.event.day, inputs, self.event.location
        )
        if allowed.nothing is not None:
            account.passed(rule.node.id, allowed.nothing.code, allowed.nothing.params)
            return
        taken = self._reward_charges(rule, inputs) if rule.issue else None
        if taken is None and not any(allowed.amounts.values()):
            return
        charge(account, rule, allowed.charges)
        if rule.counts_orders:
            account.nth_done[rule.node.id] = number
        # Where a voucher was issued, having had the rule once ends with the voucher, not before.
        once = tuple(one for one in allowed.charges if taken is not None and one[2])
        unnoted = tuple(one for one in allowed.charges if one not in once)
        for currency, count in allowed.amounts.items():
            if count:
                nth = 0 if taken is not None else self._nth(draft)
                self._points(draft, currency, count, unnoted, nth)
                unnoted = ()
        if taken is not None:
            offers.charge(account, taken, self.program, self._next(rule))
            self._reward(draft, once + taken)

    def _reward_charges(self, rule: Rule, inputs: Inputs) -> tuple[Charge, ...] | None:
        """What the reward takes of its limits; where nothing is left the rule passes it over."""
        found = offers.charges(self.account, self.program, self._next(rule), self.event, inputs)
        if isinstance(found, Refused):
            self.account.passed(rule.node.id, f"reward.{found.code}", found.params)
            return None
        return found

    def _next(self, rule: Rule) -> str:
        """The reward whose turn it is; of a ladder of them, the next one each time."""
        turn = self.account.nth_done.get(f"{rule.node.id}!", 0)
        return rule.issue[min(turn, len(rule.issue) - 1)]

    def _points(
        self, draft: Draft, currency: str, count: int, charges: tuple[Charge, ...], nth: int
    ) -> None:
        node, at, account, program = draft.rule.node, self.event.at, self.account, self.program
        fulfilled = self.order is None or self.order.fulfilled
        available = lots.availability(program, currency, node.pending, at, fulfilled)
        opened = lots.open_lot(
            account, program, currency, count, at=at, now=self.now, available=available,
            expires=lots.expiry(program, currency, at, available),
        )  # fmt: skip
        pot = "pending" if opened.available > self.now else "available"
        account.post(
            "earn", at=at, why=self._why(draft, currency, count), version=program.version,
            rule=node.id, opened=(opened,), moves=(Move(currency, "issued", pot, count),),
        )  # fmt: skip
        if self.order is not None:
            self.shares.append(
                Share(
                    rule=node.id, currency=currency, amount=count, lot=opened.lot,
                    eligible=draft.amount.eligible, rounding=node.round, charges=charges,
                    factors=self._losable(draft, currency),
                    nth=nth,
                )
            )  # fmt: skip
        self.given[currency] = self.given.get(currency, 0) + count
        lots.repay(account, program, currency, self.now)

    def _losable(self, draft: Draft, currency: str) -> tuple[str, ...]:
        """The factors of an amount, where a refund may cost one of them its condition."""
        names, _ = draft.amount.factors.get(currency, ("", 1))
        sources = tuple(names.split("+")) if names else ()
        rules = map(self.program.rule, sources)
        return sources if any(rule is not None and rule.losable for rule in rules) else ()

    def _why(self, draft: Draft, currency: str, count: int) -> Why:
        if draft.why is not None:
            return Why(code=draft.why.code, params={**draft.why.params, "amount": count})
        node = draft.rule.node
        params: dict[str, Scalar] = {"rule": node.id, "amount": count}
        if draft.code == "stamps":
            return Why(code="stamps.earned", params=params)
        code = "earn.fixed"
        if draft.rule.per_minor or node.per_items:
            code = "earn.per_amount" if draft.rule.per_minor else "earn.per_item"
            params["base"] = sum(draft.amount.eligible.values())
            if currency in draft.amount.factors:
                params["factor"], times = draft.amount.factors[currency]
                params["times"] = as_text(times)
                code += "_times"
        if draft.rule.counts_orders:
            params["order_number"] = self.event.number
        return Why(code=code, params=params)

    def _reward(self, draft: Draft, charges: tuple[Charge, ...]) -> None:
        """Issue the rule's reward."""
        rule, account = draft.rule, self.account
        turns = f"{rule.node.id}!"
        reward = self._next(rule)
        account.nth_done[turns] = account.nth_done.get(turns, 0) + 1
        params: dict[str, Scalar] = {"rule": rule.node.id, "reward": reward}
        if self.event.number:
            params["order_number"] = self.event.number
        number = vouchers.issue(
            account, self.program, reward, rule=rule.node.id, at=self.now,
            why=Why(code="voucher.earned", params=params),
        )  # fmt: skip
        if self.order is not None:
            self.issued.append(
                IssuedFor(
                    rule=rule.node.id, voucher=number, eligible=draft.amount.eligible,
                    charges=charges,
                    nth=self._nth(draft),
                )
            )  # fmt: skip

    def _nth(self, draft: Draft) -> int:
        return self.event.number if draft.rule.counts_orders else 0
