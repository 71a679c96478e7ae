"""The books of one transaction: accounts under lock, facts evaluated one by one, all written at
once.

Every flow that changes an account does it here: `lock`, then `evaluate` as often as needed, then
`write`. Neither begins nor commits. What is written goes out in a fixed order, set-based, and
silently for what a program does not use.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.calendar import instant, moment
from regulars.core.effects import (
    AnyEffect,
    BudgetUsed,
    Notify,
    Outcome,
    Posted,
    Refused,
)
from regulars.core.evaluate import evaluate, pass_time
from regulars.core.facts import AnyFact, Inputs, Order, Standing
from regulars.core.happened import Happened
from regulars.core.state import AccountState
from regulars.domains import budgets, events, outbox
from regulars.domains.events.contracts import KeptEvent, KeptOrder, OrderKey
from regulars.domains.ledger import operations as ledger
from regulars.domains.ledger.contracts import Booking, Locked
from regulars.domains.outbox.contracts import Waiting
from regulars.flows import consequences, envelopes, pools, shelves
from regulars.flows.shops import Shop, draws_lots, holds_out, lot_of
from regulars.flows.steps import Done, Step
from regulars.kit import ids

DRAWS = 10**9


class Books:
    """What one transaction does to accounts of one program."""

    def __init__(
        self, conn: Connection, shop: Shop, takes: Sequence[str] | None = None, *,
        copies: bool = False,
    ) -> None:  # fmt: skip
        """Will begin with no account locked. `takes` are the shared limits of which something may
        be taken: all of them, where nobody says which. With `copies` rows go out as a file's would:
        for very many at once."""
        self.conn, self.shop, self._copies = conn, shop, copies
        self._locked: dict[UUID, Locked] = {}
        self._states: dict[UUID, AccountState] = {}
        self._done: list[Done] = []
        self._passed: list[tuple[UUID, Outcome]] = []
        self._standings: dict[OrderKey, tuple[Standing, UUID]] = {}
        programs = shop.timeline.programs
        if takes is None:
            takes = sorted({key for one in programs for key in shelves.most(one)})
        self._limits = takes
        self._used = budgets.operations.lock(conn, shop.program_id, self._limits)
        self._before = dict(self._used)
        self._chance = any(draws_lots(one) for one in programs)
        self._holds_out = any(holds_out(one) for one in programs)
        self._instant = shop.instant
        self._plain = Inputs(newest=shop.timeline.newest)
        self._plain_encoded = msgspec.json.encode(self._plain)

    def lock(self, account_ids: Iterable[UUID]) -> None:
        """Will lock accounts in id order; those that do not exist yet are opened."""
        wanted = [(one, self.shop.program_id) for one in account_ids if one not in self._locked]
        if wanted:
            found = ledger.lock(self.conn, wanted, self.shop.now)
            self._locked.update(found)
            self._states.update({one: locked.state for one, locked in found.items()})

    def locked(self, account_id: UUID) -> bool:
        """Will tell whether an account is locked here."""
        return account_id in self._locked

    def state(self, account_id: UUID) -> AccountState:
        """Will give a locked account's state as it stands now."""
        return self._states[account_id]

    def evaluate(self, step: Step) -> Done:
        """Will evaluate a fact against its locked account and keep what follows, unless it is
        refused.
        """
        before = self._states[step.account_id]
        inputs = self._inputs(step)
        now = self._instant
        outcome, state = evaluate(self.shop.timeline, step.fact, before, inputs, now)
        # Whoever waited for the account's lock comes after what was booked meanwhile.
        booked_at = self.shop.now if before.done_until <= now else moment(before.done_until)
        done = Done(
            step=step, outcome=outcome, event_no=state.events,
            inputs=self._encoded(inputs), booked_at=booked_at,
        )  # fmt: skip
        if outcome.refused is None:
            self._states[step.account_id] = state
            self._done.append(done)
            self._note_use(outcome)
        return done

    def _note_use(self, outcome: Outcome) -> None:
        for effect in outcome.effects:
            if isinstance(effect, BudgetUsed):
                self._used[effect.limit] = self._used.get(effect.limit, 0) + effect.amount

    def refusal(self, account_id: UUID, fact: AnyFact) -> Refused | None:
        """Will tell whether a locked account would refuse a fact; nothing of it is kept."""
        inputs = Inputs(newest=self.shop.timeline.newest)
        before = self._states[account_id]
        outcome, _ = evaluate(self.shop.timeline, fact, before, inputs, self.shop.instant)
        return outcome.refused

    def pass_time(self, account_id: UUID) -> Outcome:
        """Will do what fell due for a locked account."""
        outcome, state = pass_time(self.shop.timeline, self._states[account_id], self.shop.instant)
        self._states[account_id] = state
        self._passed.append((account_id, outcome))
        self._note_use(outcome)
        return outcome

    def restand(self, key: OrderKey, standing: Standing, holder: UUID) -> None:
        """Will note how an order stands from now on, and which account holds it."""
        self._standings[key] = (standing, holder)

    def _encoded(self, inputs: Inputs) -> bytes:
        if inputs is self._plain:
            return self._plain_encoded
        return msgspec.json.encode(inputs)

    def _inputs(self, step: Step) -> Inputs:
        if not (self._limits or self._chance or self._holds_out):
            return self._plain
        most = {}
        if self._limits:
            most = shelves.most(self.shop.timeline.at(instant(step.fact.occurred_at)))
        left = {key: most[key] - self._used.get(key, 0) for key in self._limits if key in most}
        draw = secrets.randbelow(DRAWS) if self._chance else 0
        lot = lot_of(step.account_id) if self._holds_out else 0
        return Inputs(draw=draw, newest=self.shop.timeline.newest, lot=lot, budget_left=left)

    def write(self) -> list[Done]:
        """Will write everything: the ledger first, then each domain's part, then the outbox."""
        spans = self._write_ledger()
        self._write_events(spans)
        consequences.write(self.conn, list(self._happened()), self.shop.now)
        changes = self._budget_changes()
        budgets.operations.use(self.conn, self.shop.program_id, changes)
        waiting = [*self._envelopes(), *self._low(changes)]
        outbox.operations.put(self.conn, waiting, copies=self._copies)
        return self._done

    def _happened(self) -> Iterable[Happened]:
        """What time brought came before what was told: a voucher must be there before it moves."""
        program_id = self.shop.program_id
        for account_id, outcome in self._passed:
            yield Happened(
                account_id=account_id, program_id=program_id, event_no=0, effects=outcome.effects
            )
        for done in self._done:
            yield Happened(
                account_id=done.step.account_id, program_id=program_id, event_no=done.event_no,
                effects=done.outcome.effects, codes_kept=done.step.codes_kept,
                reason=done.step.reason,
            )  # fmt: skip

    def _envelopes(self) -> Iterable[Waiting]:
        return envelopes.of(self.shop, self._done, self._passed)

    def _low(self, changes: Mapping[str, int]) -> list[Waiting]:
        taken = [key for key, more in changes.items() if more > 0]
        if not taken:
            return []
        first = next(iter(self._locked))
        return pools.warnings(self.conn, self.shop, first, self._used, taken)

    def _budget_changes(self) -> Mapping[str, int]:
        return {key: used - self._before.get(key, 0) for key, used in self._used.items()}

    def _write_ledger(self) -> list[tuple[int, int]]:
        bookings: list[Booking] = []
        of_event: list[int] = []
        for account_id, outcome in self._passed:
            bookings.append(self._booking(account_id, _posted(outcome.effects), "clock"))
        for done in self._done:
            effects, elapsed = done.outcome.effects, done.outcome.elapsed
            before = _posted(effects[:elapsed])
            if before:
                bookings.append(self._booking(done.step.account_id, before, "clock"))
            of_event.append(len(bookings))
            bookings.append(
                self._booking(done.step.account_id, _posted(effects[elapsed:]), "event", done)
            )
        spans = ledger.record(self.conn, bookings, copies=self._copies) if bookings else []
        return [spans[index] for index in of_event]

    def _booking(
        self, account_id: UUID, effects: tuple[Posted, ...], origin: str, done: Done | None = None
    ) -> Booking:
        return Booking(
            account=self._locked[account_id],
            effects=effects,
            state=self._states[account_id],
            booked_at=done.booked_at if done else self.shop.now,
            event_no=done.event_no if done else 0,
            origin=origin,
            actor=done.step.actor if done else "",
            reason=done.step.reason if done else None,
        )

    def _write_events(self, spans: list[tuple[int, int]]) -> None:
        orders: list[KeptOrder] = []
        others: list[KeptEvent] = []
        for done, (first, last) in zip(self._done, spans, strict=True):
            done.first_seq, done.last_seq = first, last
            if isinstance(done.step.fact, Order):
                orders.append(self._kept_order(done))
            else:
                others.append(self._kept_event(done))
        events.operations.record_orders(self.conn, orders, copies=self._copies)
        events.operations.record_events(self.conn, others)
        events.operations.restand(
            self.conn,
            [
                (key, msgspec.json.encode(standing), holder)
                for key, (standing, holder) in self._standings.items()
            ],
        )

    def _kept_order(self, done: Done) -> KeptOrder:
        step, fact = done.step, done.step.fact
        assert isinstance(fact, Order), "only orders are kept as orders"
        assert step.order is not None, "an order has its shop's number"
        standing = done.outcome.standing or Standing()
        return KeptOrder(
            program_id=step.order.program_id,
            source=step.order.source,
            external_id=step.order.external_id,
            order_id=step.order_id or ids.new(),
            account_id=step.account_id,
            holder_id=step.account_id,
            event_no=done.event_no,
            fingerprint=step.fingerprint,
            body=msgspec.json.encode(fact),
            inputs=done.inputs,
            outcome=_rest(done.outcome),
            standing=msgspec.json.encode(standing),
            occurred_at=fact.occurred_at,
            booked_at=done.booked_at,
            first_seq=done.first_seq,
            last_seq=done.last_seq,
        )

    def _kept_event(self, done: Done) -> KeptEvent:
        step = done.step
        return KeptEvent(
            account_id=step.account_id,
            event_no=done.event_no,
            key=step.key,
            kind=str(step.fact.__struct_config__.tag),
            fingerprint=step.fingerprint,
            body=msgspec.json.encode(step.fact),
            inputs=done.inputs,
            outcome=_rest(done.outcome),
            occurred_at=step.fact.occurred_at,
            booked_at=done.booked_at,
            first_seq=done.first_seq,
            last_seq=done.last_seq,
        )


def _posted(effects: tuple[AnyEffect, ...]) -> tuple[Posted, ...]:
    return tuple(effect for effect in effects if isinstance(effect, Posted))


def _rest(outcome: Outcome) -> bytes | None:
    """What an answer needs besides the entries, so that a repeat is answered as the first time."""
    rest = [
        effect
        for effect in outcome.effects[outcome.elapsed :]
        if not isinstance(effect, Posted | Notify | BudgetUsed)
    ]
    return msgspec.json.encode(rest) if rest else None
