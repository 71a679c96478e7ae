"""`evaluate` is total: facts that no door would let through get an answer as well."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from tests.core.dice import Dice, seeds
from tests.core.histories import history
from tests.core.programs import CURRENCIES, program
from tests.core.test_histories import lived, timeline_of
from tests.core.world import World

from regulars.core import facts
from regulars.core.evaluate import evaluate
from regulars.core.facts import AnyFact, Inputs, LotPiece, Standing

MOMENTS = (
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(1969, 12, 31, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2199, 12, 31, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
)
NUMBERS = (-(10**30), -1, 0, 1, 10**30)
QUANTITIES = (Decimal(-3), Decimal(0), Decimal("1E+20"), Decimal("1E-20"))


def _moment(world: World, dice: Dice) -> datetime:
    return dice.choice((world.moment(), world.moment(), *MOMENTS))


def _line(dice: Dice) -> facts.Line:
    return facts.Line(
        line_id=dice.choice(("", "1", "@shipping", "shipping")), sku="tea", product="tea",
        quantity=dice.choice(QUANTITIES), net_minor=dice.choice(NUMBERS),
        tax_minor=dice.choice(NUMBERS), discount_minor=dice.choice(NUMBERS),
    )  # fmt: skip


def _order(world: World, dice: Dice) -> facts.Order:
    return facts.Order(
        occurred_at=_moment(world, dice), order_id="x", source="", external_id="",
        currency=dice.choice((world.timeline.latest.document.currency, "XXX")),
        lines=tuple(_line(dice) for _ in range(dice.randrange(4))),
        shipping_minor=dice.choice(NUMBERS),
    )  # fmt: skip


def _refund(world: World, dice: Dice) -> facts.Refund:
    lines = tuple(
        facts.RefundLine(
            line_id=dice.choice(("", "1", "shipping", "?")),
            amount_minor=dice.choice((None, *NUMBERS)), quantity=dice.choice((None, *QUANTITIES)),
        )
        for _ in range(dice.randrange(3))
    )  # fmt: skip
    order, standing = _order(world, dice), Standing()
    if world.orders and dice.yes():
        order, standing = dice.choice(list(world.orders.values()))
    return facts.Refund(
        occurred_at=_moment(world, dice), external_id="", order=order, standing=standing,
        lines=lines, amount_minor=dice.choice((None, *NUMBERS)), cancel=dice.yes(4),
    )  # fmt: skip


def _adjust(world: World, dice: Dice) -> facts.Adjust:
    return facts.Adjust(
        occurred_at=_moment(world, dice), currency=dice.choice((*CURRENCIES, "none", "saved")),
        amount=dice.choice(NUMBERS), actor="", below_zero=dice.yes(),
        expires_at=dice.choice((None, *MOMENTS)),
    )  # fmt: skip


def _reserve(world: World, dice: Dice) -> facts.Reserve:
    return facts.Reserve(
        occurred_at=_moment(world, dice), reward=dice.choice(("five", "tea", "")),
        hold_seconds=dice.choice((None, *NUMBERS)),
    )  # fmt: skip


def _activity(world: World, dice: Dice) -> facts.Activity:
    kind = dice.choice(("", "order.paid", "member.joined", "visit.made"))
    return facts.Activity(occurred_at=_moment(world, dice), type=kind, data={"channel": True})


def _joined(world: World, dice: Dice) -> facts.Joined:
    born = dice.choice(MOMENTS).date()
    return facts.Joined(occurred_at=_moment(world, dice), profile=facts.Profile(birth_date=born))


def _move_in(world: World, dice: Dice) -> facts.MoveIn:
    lots = tuple(
        facts.Passage(
            lot=number, currency=dice.choice((*CURRENCIES, "old")), amount=dice.randint(1, 99),
            available=dice.choice((None, 0, world.now + 99)),
            expires=dice.choice((None, 0, world.now + 99)),
        )
        for number in range(dice.randrange(3))
    )  # fmt: skip
    return facts.MoveIn(
        occurred_at=_moment(world, dice), came_from="a", lots=lots,
        deficits={dice.choice((*CURRENCIES, "old")): dice.randint(1, 50)},
        orders=3, qualifying={"all": 5, "2024": 6, "2024-02-29": 7},
        counters={"rule-0#0": {"2024": (1, 5)}}, nth_done={"rule-0": 4},
    )  # fmt: skip


def _rollback(world: World, dice: Dice) -> facts.Rollback:
    currency = dice.choice((*CURRENCIES, "old"))
    spent = facts.SpentOn(
        redemption=77,
        currency=currency,
        amount=5,
        pieces=(LotPiece(999, 5, dice.choice((None, 5))),),
    )
    return facts.Rollback(occurred_at=_moment(world, dice), spent=spent)


ODD: tuple[Callable[[World, Dice], AnyFact], ...] = (
    _order, _refund, _adjust, _reserve, _activity, _joined, _move_in, _rollback,
    lambda world, dice: facts.Commit(occurred_at=_moment(world, dice), redemption=-1),
    lambda world, dice: facts.CancelHold(occurred_at=_moment(world, dice), redemption=0),
    lambda world, dice: facts.MoveOut(occurred_at=_moment(world, dice), into="b"),
    lambda world, dice: facts.Fulfilled(
        occurred_at=_moment(world, dice), order_id="", standing=Standing()
    ),
    lambda world, dice: facts.UseVoucher(
        occurred_at=_moment(world, dice), voucher=dice.randint(0, 3),
        lines=tuple(_line(dice) for _ in range(2)), shipping_minor=dice.choice(NUMBERS),
    ),
)  # fmt: skip


@given(seeds)
def test_odd_facts_get_an_answer(seed: int) -> None:
    dice = Dice(seed)
    world = lived(timeline_of(program(dice), program(dice)), history(dice, 8))
    state, now = world.state, world.now
    for _ in range(6):
        fact: Any = dice.choice(ODD)(world, dice)
        outcome, state = evaluate(world.timeline, fact, state, Inputs(), now)
        assert (outcome.refused is None) or not outcome.effects
        now += dice.choice((0, 1, 40 * 86_400))
        assert state.due is None or state.due > state.done_until


def test_time_has_ends() -> None:
    world = lived(timeline_of(program(Dice(1))), [])
    late = world.moment() + timedelta(days=365 * 400)
    fact = facts.Activity(occurred_at=late, type="visit.made")
    outcome, _ = evaluate(world.timeline, fact, world.state, Inputs(), world.now)
    assert outcome.refused is not None
    assert outcome.refused.code == "time_out_of_range"
