"""Which lots are spent, what comes back to them, and what is owed."""

from typing import Any

import msgspec
from hypothesis import given
from tests.core.dice import Dice, seeds
from tests.core.histories import Act, history
from tests.core.making import base, buy, small, world
from tests.core.programs import program
from tests.core.test_histories import lived, timeline_of, told

from regulars.core import calendar
from regulars.core.effects import AnyEffect, Posted, RedemptionChanged
from regulars.core.evaluate import evaluate, pass_time
from regulars.core.facts import Adjust, AnyFact, Commit, Inputs, Reserve, Rollback
from regulars.core.program import Currency, Expires, Reward
from regulars.core.state import AccountState, Lot

DAY = 86_400
WORDS = {"point": Currency(name=("point", "points"), expires=Expires(after="30 days"))}
TEA = Reward(kind="product", product="tea", price={"point": 15})


def first_to_expire(state: AccountState, currency: str) -> list[Lot]:
    """Free lots in the order in which they are to be spent."""
    free = [lot for lot in state.lots if lot.currency == currency and lot.available is None]
    far = calendar.FOREVER
    return sorted(free, key=lambda lot: (far if lot.expires is None else lot.expires, lot.number))


@given(seeds)
def test_a_lot_is_touched_only_when_every_earlier_expiring_one_is_empty(seed: int) -> None:
    dice = Dice(seed)
    timeline = timeline_of(program(dice))
    amount = dice.randint(1, 60)

    def holds(acts: list[Act]) -> None:
        place = lived(timeline, acts)
        for currency in ("point", "star"):
            before = first_to_expire(place.state, currency)
            fact = Adjust(
                occurred_at=place.moment(), currency=currency, amount=-amount, actor="ana"
            )
            outcome, _ = evaluate(timeline, fact, place.state, Inputs(), place.now)
            taken = [
                (piece.lot, piece.amount)
                for effect in outcome.effects
                if isinstance(effect, Posted) and effect.kind == "adjust"
                for piece in effect.used
            ]
            rest, expected = amount if outcome.refused is None else 0, []
            for lot in before:
                part = min(rest, lot.left)
                rest -= part
                if part:
                    expected.append((lot.number, part))
            assert taken == expected

    told(history(dice), holds)


@given(seeds)
def test_everything_that_is_kept_comes_back_as_it_was(seed: int) -> None:
    """Facts, effects, standings and inputs are stored as text: replay reads what was written."""
    dice = Dice(seed)
    place = lived(timeline_of(program(dice)), history(dice, 10))
    for fact, inputs, _ in place.history:
        if fact is not None:
            assert _again(fact, AnyFact) == fact
        assert _again(inputs, Inputs) == inputs
    for order, standing in place.orders.values():
        assert _again(order, type(order)) == order
        assert _again(standing, type(standing)) == standing
    for effect in place.effects:
        assert _again(effect, AnyEffect) == effect


def _again(value: Any, kind: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value), type=kind)


@given(seeds)
def test_replay_gives_the_stored_state(seed: int) -> None:
    """Looks at the clock in between are not facts: replay does without them."""
    dice = Dice(seed)
    timeline = timeline_of(program(dice))
    place = lived(timeline, history(dice))
    state = AccountState()
    for fact, inputs, now in place.history:
        if fact is not None:
            _, state = evaluate(timeline, fact, state, inputs, now)
    _, state = pass_time(timeline, state, place.now)
    _, stored = pass_time(timeline, place.state, place.now)
    assert state == stored


def test_cancelling_restores_exactly_the_lots_that_were_held() -> None:
    place = world(small(base(), points=WORDS, rewards={"tea": TEA}))
    buy(place, "A1", 1000)
    place.wait(DAY)
    buy(place, "A2", 1000)
    before = place.state.lots
    place.tell(Reserve(occurred_at=place.moment(), reward="tea", hold_seconds=60))
    assert [lot.left for lot in place.state.lots] == [5]
    place.wait(60)
    assert set(place.state.lots) == set(before)


def test_points_of_a_lapsed_lot_come_back_with_the_programs_grace() -> None:
    place = world(small(base(), points=WORDS, rewards={"tea": TEA}))
    buy(place, "A1", 2000)
    place.tell(Reserve(occurred_at=place.moment(), reward="tea"))
    outcome = place.tell(Commit(occurred_at=place.moment(), redemption=1))
    voucher = next(
        effect.voucher for effect in outcome.effects if isinstance(effect, RedemptionChanged)
    )
    place.wait(40 * DAY)
    assert place.pots["point"]["available"] == 0
    _, spent, _ = place.spent[1]
    place.tell(Rollback(occurred_at=place.moment(), spent=spent, voucher=voucher))
    assert place.pots["point"]["available"] == 15
    place.wait(30 * DAY)
    assert place.pots["point"]["available"] == 15
    place.wait(DAY)
    assert place.pots["point"]["available"] == 0


def test_the_three_policies_of_taking_back() -> None:
    found = {}
    for policy in ("pending-only", "within-balance", "negative"):
        place = world(small(base(), rewards={"tea": TEA}, clawback=policy))
        buy(place, "A1", 1000)
        buy(place, "A2", 1000)
        place.tell(Reserve(occurred_at=place.moment(), reward="tea"))
        place.tell(Commit(occurred_at=place.moment(), redemption=1))
        place.refund("A1")
        pots = place.pots["point"]
        found[policy] = (pots["available"], -pots["deficit"], pots["reversed"])
    assert found == {
        "pending-only": (5, 0, 0), "within-balance": (0, 0, 5), "negative": (0, 5, 10),
    }  # fmt: skip
