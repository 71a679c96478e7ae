"""A small shop whose members' facts go through the rules into the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from msgspec import structs
from psycopg import Connection

from regulars.core.compiled import Timeline, compile_program
from regulars.core.effects import Outcome, Posted, RedemptionChanged
from regulars.core.evaluate import evaluate, pass_time
from regulars.core.facts import (
    Adjust,
    AnyFact,
    CancelHold,
    Commit,
    Fulfilled,
    Inputs,
    Line,
    MoveOut,
    Order,
    Refund,
    Reserve,
    Rollback,
    SpentOn,
    Standing,
)
from regulars.core.program import Currency, Expires, Program, Reward
from regulars.core.rules.nodes import Automatic, EarnRule, Pending, Schedule
from regulars.core.state import AccountState
from regulars.domains.ledger.contracts import Booking, Locked
from regulars.domains.ledger.operations import lock, record
from regulars.kit import ids

START = datetime(2026, 1, 5, 12, tzinfo=UTC)
PROGRAM = Program(
    program="corner",
    title="Corner",
    currency="EUR",
    time_zone="Europe/Helsinki",
    points={
        "point": Currency(name=("point", "points"), expires=Expires(after="6 months")),
        "star": Currency(name=("star", "stars"), pending=Pending(until="fulfilled")),
    },
    earn=(
        EarnRule(id="base", on="order.paid", give={"point": Decimal(1)}, per=Decimal(1)),
        EarnRule(
            id="slow", on="order.paid", give={"point": Decimal(1)}, per=Decimal(10),
            pending=Pending(span="3 days"),
        ),
        EarnRule(id="star", on="order.paid", give={"star": Decimal(1)}, per=Decimal(5)),
    ),
    rewards={
        "treat": Reward(kind="amount-off", value=Decimal(5), price={"point": 40}),
        "monthly": Reward(kind="amount-off", value=Decimal(9), valid_for="1 month"),
    },
    automatic=(
        Automatic(id="month", at=Schedule(day_of_month=1), turn={"point": 200}, into="monthly"),
    ),
)  # fmt: skip
TIMELINE = Timeline([(0, compile_program(PROGRAM, 1))])


@dataclass
class Member:
    """One account's facts, as they happened; the state follows from them alone."""

    account_id: UUID = field(default_factory=ids.new)
    program_id: UUID = field(default_factory=ids.new)
    now: datetime = START
    state: AccountState = field(default_factory=AccountState)
    orders: dict[str, tuple[Order, Standing]] = field(default_factory=dict)
    spent: dict[int, SpentOn] = field(default_factory=dict)
    past: list[tuple[AnyFact | None, datetime]] = field(default_factory=list)

    def act(self, action: str, number: int) -> list[Booking]:
        """What an action brings to the account; None of it where the rules refuse."""
        if action == "wait":
            self.now += timedelta(days=number)
            return self._happen(None)
        fact = self._fact(action, number)
        return self._happen(fact) if fact is not None else []

    def _fact(self, action: str, number: int) -> AnyFact | None:
        at = self.now
        if action == "order":
            name = f"o{len(self.past)}"
            line = Line(line_id="1", net_minor=number * 100)
            return Order(
                occurred_at=at, order_id=name, source="till", external_id=name, currency="EUR",
                lines=(line,), fulfilled=False,
            )  # fmt: skip
        if action == "adjust":
            amount = number - 60
            return Adjust(
                occurred_at=at, currency="point", amount=amount, actor="staff", below_zero=True
            )
        if action == "reserve":
            return Reserve(occurred_at=at, reward="treat")
        if action == "leave":
            return MoveOut(occurred_at=at, into="elsewhere") if number == 1 else None
        if action in ("commit", "cancel"):
            holds = self.state.holds
            chosen = holds[number % len(holds)].number if holds else 0
            word = Commit if action == "commit" else CancelHold
            return word(occurred_at=at, redemption=chosen)
        if action == "rollback":
            spent = list(self.spent.values())
            return Rollback(occurred_at=at, spent=spent[number % len(spent)]) if spent else None
        return self._order_fact(action, number)

    def _order_fact(self, action: str, number: int) -> AnyFact | None:
        if not self.orders:
            return None
        names = list(self.orders)
        order, standing = self.orders[names[number % len(names)]]
        if action == "fulfil":
            return Fulfilled(occurred_at=self.now, order_id=order.order_id, standing=standing)
        return Refund(
            occurred_at=self.now, external_id=f"r{len(self.past)}", order=order,
            standing=standing, amount_minor=number * 100 if number % 2 else None,
        )  # fmt: skip

    def _happen(self, fact: AnyFact | None) -> list[Booking]:
        self.past.append((fact, self.now))
        outcome, self.state = _run(self.state, fact, self.now)
        if outcome.refused is not None:
            return []
        self._remember(fact, outcome)
        nobody = Locked(
            account_id=self.account_id, program_id=self.program_id, seq=0, head=b"", pots={},
            state=AccountState(),
        )  # fmt: skip
        parts = [
            ("clock", 0, outcome.effects[: outcome.elapsed]),
            ("event", self.state.events, outcome.effects[outcome.elapsed :]),
        ]
        return [
            Booking(
                account=nobody, event_no=event_no, origin=origin, booked_at=self.now,
                effects=tuple(one for one in effects if isinstance(one, Posted)),
                state=self.state, actor="till",
            )
            for origin, event_no, effects in parts
        ]  # fmt: skip

    def _remember(self, fact: AnyFact | None, outcome: Outcome) -> None:
        if outcome.standing is not None and isinstance(fact, Order | Refund | Fulfilled):
            order = fact.order if isinstance(fact, Refund) else fact
            name = order.order_id
            known = order if isinstance(order, Order) else self.orders[name][0]
            self.orders[name] = (known, outcome.standing)
        for one in outcome.effects:
            if not isinstance(one, RedemptionChanged):
                continue
            if one.status == "committed":
                self.spent[one.number] = SpentOn(
                    redemption=one.number, currency=one.currency, amount=one.amount,
                    pieces=one.pieces, more=one.more,
                )  # fmt: skip
            elif one.number in self.spent:
                spent = self.spent[one.number]
                self.spent[one.number] = structs.replace(
                    spent, restored=one.restored, more=one.more
                )

    def store(self, conn: Connection, bookings: Sequence[Booking]) -> list[tuple[int, int]]:
        """Record bookings of this account under its lock."""
        account = lock(conn, [(self.account_id, self.program_id)], START)[self.account_id]
        return record(conn, [structs.replace(one, account=account) for one in bookings])

    def live(self, conn: Connection, actions: Sequence[tuple[str, int]]) -> None:
        """Act and store, one action at a time."""
        for action, number in actions:
            self.store(conn, self.act(action, number))

    def replay(self, account_ids: Sequence[UUID]) -> dict[UUID, tuple[AccountState, list[Posted]]]:
        """What the rules make of the facts, from the beginning."""
        state, posted = AccountState(), []
        for fact, now in self.past:
            outcome, state = _run(state, fact, now)
            posted += [one for one in outcome.effects if isinstance(one, Posted)]
        found = {self.account_id: (state, posted)}
        return {one: found[one] for one in account_ids if one in found}


def _run(state: AccountState, fact: AnyFact | None, now: datetime) -> tuple[Outcome, AccountState]:
    at = int(now.timestamp())
    if fact is None:
        return pass_time(TIMELINE, state, at)
    return evaluate(TIMELINE, fact, state, Inputs(), at)


@pytest.fixture
def new_member() -> type[Member]:
    """Makes members of a new program each."""
    return Member


LIVELY = (
    ("order", 120), ("wait", 4), ("order", 35), ("reserve", 0), ("commit", 0), ("rollback", 0),
    ("refund", 2), ("fulfil", 1), ("adjust", 90), ("reserve", 0),
)  # fmt: skip


@pytest.fixture
def lively() -> tuple[tuple[str, int], ...]:
    """Actions that leave every kind of row behind, pending points and a reservation."""
    return LIVELY
