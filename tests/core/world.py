"""One account in memory with everything that was written about it, and what must be true of it.

It keeps what the tables keep: pots from moves, lots from what was opened and used, how orders
stand, redemptions and used vouchers. `check` compares that with the state document.
"""

from collections import defaultdict
from datetime import timedelta
from typing import Any

import msgspec
from msgspec import structs

from regulars.core import calendar
from regulars.core.compiled import Timeline
from regulars.core.effects import (
    SAVED,
    AnyEffect,
    BenefitChanged,
    Opened,
    Outcome,
    Posted,
    RedemptionChanged,
    VoucherChanged,
    VoucherIssued,
)
from regulars.core.evaluate import evaluate, pass_time
from regulars.core.facts import (
    AnyFact,
    BenefitUse,
    Inputs,
    Order,
    Refund,
    SpentOn,
    Standing,
    UsedVoucher,
)
from regulars.core.state import AccountState


class World:
    """The account and its books."""

    def __init__(self, timeline: Timeline, now: int) -> None:
        self.timeline, self.now, self.start = timeline, now, now
        self.state = AccountState()
        self.orders: dict[str, tuple[Order, Standing]] = {}
        self.pots: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.opened: dict[int, Opened] = {}
        self.consumed: dict[int, int] = defaultdict(int)
        self.lapsed: dict[int, int] = defaultdict(int)
        self.issued: dict[int, VoucherIssued] = {}
        self.status: dict[int, str] = {}
        self.used: dict[str, list[UsedVoucher]] = defaultdict(list)
        self.spent: dict[int, tuple[str, SpentOn, int | None]] = {}
        self.enjoyed: dict[str, list[BenefitUse]] = defaultdict(list)
        self.budgets: dict[str, int] = defaultdict(int)
        self.below_zero = False
        self.effects: list[AnyEffect] = []
        self.history: list[tuple[AnyFact | None, Inputs, int]] = []

    def wait(self, seconds: int) -> None:
        """Let time pass."""
        self.now += seconds
        outcome, state = pass_time(self.timeline, self.state, self.now)
        self.history.append((None, Inputs(), self.now))
        self._keep(outcome, state)

    def tell(self, fact: AnyFact, inputs: Inputs | None = None) -> Outcome:
        """Evaluate a fact now and keep what follows."""
        inputs = inputs or Inputs()
        outcome, state = evaluate(self.timeline, fact, self.state, inputs, self.now)
        if outcome.refused is not None:
            assert state is self.state, "a refusal changes nothing"
            assert not outcome.effects
            return outcome
        self.history.append((fact, inputs, self.now))
        self._keep(outcome, state)
        if isinstance(fact, Order):
            assert outcome.standing is not None
            self.orders[fact.order_id] = (fact, outcome.standing)
        if isinstance(fact, Refund):
            assert outcome.standing is not None
            self.orders[fact.order.order_id] = (fact.order, outcome.standing)
        return outcome

    def refund(self, order_id: str, **said: Any) -> Outcome:
        """Tell a refund with all that the flow would add to it."""
        order, standing = self.orders[order_id]
        spent = tuple(one for on, one, _ in self.spent.values() if on == order_id)
        fact = Refund(
            occurred_at=calendar.moment(self.now), external_id="r", order=order,
            standing=standing, spent=spent, used=self._uses(order_id),
            benefits=tuple(self.enjoyed[order_id]),
            lapsed={one.lot: self.lapsed[one.lot] for one in standing.shares
                    if one.lot in self.lapsed}, **said,
        )  # fmt: skip
        return self.tell(fact)

    def _uses(self, order_id: str) -> tuple[UsedVoucher, ...]:
        return tuple(
            structs.replace(one, revoked=self.status[one.number] == "revoked")
            for one in self.used[order_id]
        )

    def moment(self, late: int = 0) -> Any:
        """Now, or some seconds ago."""
        return calendar.moment(max(0, self.now)) - timedelta(seconds=late)

    def _keep(self, outcome: Outcome, state: AccountState) -> None:
        self.state = state
        self.effects.extend(outcome.effects)
        for effect in outcome.effects:
            self._keep_effect(effect)
        self.check()

    def _keep_effect(self, effect: AnyEffect) -> None:
        match effect:
            case Posted():
                self._post(effect)
            case VoucherIssued():
                assert effect.number not in self.issued
                self.issued[effect.number] = effect
                self.status[effect.number] = "open"
            case VoucherChanged():
                self._voucher(effect)
            case BenefitChanged():
                self._benefit(effect)
            case RedemptionChanged():
                self._redemption(effect)
            case _:
                pass

    def _post(self, effect: Posted) -> None:
        assert effect.moves
        for move in effect.moves:
            assert move.amount > 0
            assert move.debit != move.credit
            self.pots[move.currency][move.debit] -= move.amount
            self.pots[move.currency][move.credit] += move.amount
        for lot in effect.opened:
            assert lot.lot not in self.opened
            self.opened[lot.lot] = lot
        for piece in effect.used:
            assert piece.amount
            self.consumed[piece.lot] += piece.amount
            if effect.kind == "expire":
                self.lapsed[piece.lot] += piece.amount

    def _voucher(self, effect: VoucherChanged) -> None:
        if effect.status in ("reinstated", "unsaved"):
            for on, several in self.used.items():
                self.used[on] = [
                    structs.replace(one, reinstated=True)
                    if (one.number, one.event_no) == (effect.number, effect.use)
                    else one
                    for one in several
                ]
        if effect.status == "unsaved":
            return
        again = effect.status in ("used", "reinstated") and effect.uses_left != 0
        self.status[effect.number] = "open" if again else effect.status
        issued = self.issued[effect.number]
        if effect.status == "used" and effect.order_id:
            self.used[effect.order_id].append(
                UsedVoucher(
                    number=effect.number, reward=issued.reward, version=issued.version,
                    expires=issued.expires, saved_minor=effect.saved_minor,
                    event_no=self.state.events,
                )
            )  # fmt: skip

    def _benefit(self, effect: BenefitChanged) -> None:
        if effect.status == "used":
            self.enjoyed[effect.order_id].append(
                BenefitUse(
                    benefit=effect.benefit, event_no=self.state.events, period=effect.period,
                    saved_minor=effect.saved_minor,
                )
            )  # fmt: skip
            return
        for on, several in self.enjoyed.items():
            self.enjoyed[on] = [
                structs.replace(one, undone=True) if one.event_no == effect.use else one
                for one in several
            ]

    def _redemption(self, effect: RedemptionChanged) -> None:
        if effect.status == "committed" and effect.currency:
            one = SpentOn(
                redemption=effect.number, currency=effect.currency, amount=effect.amount,
                pieces=effect.pieces, voucher=effect.voucher, more=effect.more,
                worth_minor=effect.worth_minor, charges=effect.charges, pays=not effect.reward,
            )  # fmt: skip
            self.spent[effect.number] = (effect.order_id, one, effect.voucher)
        elif effect.status in ("partly_restored", "rolled_back"):
            on, one, voucher = self.spent[effect.number]
            assert effect.restored <= one.amount
            one = structs.replace(one, restored=effect.restored, more=effect.more)
            self.spent[effect.number] = (on, one, voucher)

    def check(self) -> None:
        """Hold the books against the state."""
        state = self.state
        held: dict[int, int] = defaultdict(int)
        for hold in state.holds:
            for part in hold.parts:
                assert part.amount == sum(piece.amount for piece in part.pieces)
                for piece in part.pieces:
                    held[piece.lot] += piece.amount
        for one in state.vouchers:
            assert one.held == sum(hold.voucher == one.number for hold in state.holds)
            assert one.uses_left is None or one.uses_left >= one.held
        left = {lot.number: lot.left for lot in state.lots}
        for number, lot in self.opened.items():
            assert lot.amount - self.consumed[number] == left.get(number, 0) + held[number]
        assert all(amount >= 0 for amount in left.values())
        for currency, pots in self.pots.items():
            assert sum(pots.values()) == 0
            if currency != SAVED:
                self._check_pots(currency, pots)
        vouchers = {one.number for one in state.vouchers}
        assert vouchers == {number for number, status in self.status.items() if status == "open"}
        assert state.orders >= 0
        assert state.done_until == self.now
        assert state.due is None or state.due > self.now
        assert state == msgspec.json.decode(msgspec.json.encode(state), type=AccountState)

    def _check_pots(self, currency: str, pots: dict[str, int]) -> None:
        mine = [lot for lot in self.state.lots if lot.currency == currency]
        owed = self.state.deficits.get(currency, 0)
        assert pots["available"] == sum(lot.left for lot in mine if lot.available is None)
        assert pots["pending"] == sum(lot.left for lot in mine if lot.available is not None)
        assert pots["reserved"] == sum(hold.of(currency) for hold in self.state.holds)
        assert pots["deficit"] == -owed
        assert owed >= 0
        assert not (owed and pots["available"]), "what is owed is paid from what is free"
        for version in (self.timeline.at(self.start), self.timeline.at(self.now)):
            if version.document.clawback == "negative":
                return
        assert not owed or self.below_zero
