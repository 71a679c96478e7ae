"""The working copy of one account while a fact is evaluated: mutable inside, a frozen state
outside.

Every change goes through here and leaves an effect behind, so that state and effects cannot part.
"""

from msgspec import structs

from regulars.core.effects import (
    AnyEffect,
    Move,
    Notify,
    Opened,
    Params,
    Passed,
    Posted,
    Why,
)
from regulars.core.facts import LotPiece
from regulars.core.state import (
    FIRST_SET,
    AccountState,
    Card,
    Counter,
    Hold,
    Lot,
    TierStanding,
    Voucher,
)

NOWHERE = TierStanding()


class Account:
    """One account under evaluation. `base` keeps what it was before."""

    def __init__(self, state: AccountState) -> None:
        """Will start from a stored state."""
        self.base = state
        self.effects: list[AnyEffect] = []
        self.lots: dict[int, Lot] = {lot.number: lot for lot in state.lots}
        self.holds: dict[int, Hold] = {hold.number: hold for hold in state.holds}
        self.vouchers: dict[int, Voucher] = {one.number: one for one in state.vouchers}
        self.deficits = dict(state.deficits)
        self.counters: dict[str, dict[str, Counter]] = dict(state.counters)
        self.nth_done = dict(state.nth_done)
        self.tiers = {FIRST_SET: state.tier, **state.tiers}
        self.cards: dict[str, Card] = dict(state.cards)
        self.reached: list[tuple[str, str]] = []  # levels whose rules are still to be run
        self.profile = state.profile
        self.segments = state.segments
        self.clubs = state.clubs
        self.joined = state.joined
        self.last_active = state.last_active
        self.lots_opened = state.lots_opened
        self.holds_opened = state.holds_opened
        self.vouchers_issued = state.vouchers_issued
        self.orders, self.halves = state.orders, state.halves
        self.months_run = state.months_run
        self.last_month = state.last_month
        self.done_until = state.done_until
        self.due = state.due
        self.events = state.events
        self.arms = dict(state.arms)
        self.closed = state.closed
        self.moved_into = state.moved_into
        self.blocked = state.blocked
        self.shared, self.people, self.children = state.shared, state.people, state.children
        self.parted = state.parted
        self.program = state.program

    def freeze(self) -> AccountState:
        """Will give the state as it stands now."""
        return structs.replace(
            self.base,
            events=self.events,
            done_until=self.done_until,
            due=self.due,
            joined=self.joined,
            last_active=self.last_active,
            profile=self.profile,
            segments=self.segments,
            clubs=self.clubs,
            lots_opened=self.lots_opened,
            lots=tuple(self.lots.values()),
            deficits={name: amount for name, amount in self.deficits.items() if amount},
            holds_opened=self.holds_opened,
            holds=tuple(self.holds.values()),
            vouchers_issued=self.vouchers_issued,
            vouchers=tuple(self.vouchers.values()),
            orders=self.orders,
            halves=self.halves,
            months_run=self.months_run,
            last_month=self.last_month,
            counters=self.counters,
            nth_done=self.nth_done,
            tier=self.tiers[FIRST_SET],
            tiers={
                name: one
                for name, one in self.tiers.items()
                if name != FIRST_SET and one != NOWHERE
            },
            cards={key: card for key, card in self.cards.items() if card != Card()},
            arms=self.arms,
            closed=self.closed,
            moved_into=self.moved_into,
            blocked=self.blocked,
            shared=self.shared,
            people=self.people,
            children=self.children,
            parted=self.parted,
            program=self.program,
        )

    def post(
        self,
        kind: str,
        *,
        at: int,
        why: Why,
        version: int,
        rule: str = "",
        moves: tuple[Move, ...] = (),
        opened: tuple[Opened, ...] = (),
        used: tuple[LotPiece, ...] = (),
    ) -> None:
        """Will note an entry of the ledger; moves of nothing are left out, and an entry of none."""
        kept = tuple(move for move in moves if move.amount)
        if kept:
            self.effects.append(
                Posted(
                    kind=kind, effective=at, why=why, version=version, rule=rule,
                    moves=kept, opened=opened, used=used,
                )
            )  # fmt: skip

    def notify(self, trigger: str, at: int, **data: str | int | bool) -> None:
        """Will note something that the member should be told."""
        self.effects.append(Notify(trigger=trigger, at=at, data=data))

    def passed(self, rule: str, code: str, params: Params | None = None) -> None:
        """Will note why a rule that would have applied did not."""
        self.effects.append(Passed(rule=rule, why=Why(code=code, params=params or {})))

    def available(self, currency: str) -> int:
        """Will sum what can be spent of a currency."""
        return sum(
            lot.left
            for lot in self.lots.values()
            if lot.currency == currency and lot.available is None
        )
