"""Money back: what was earned for it goes back, in proportion, and never more."""

from typing import Any

from hypothesis import given
from msgspec import structs
from tests.core import histories
from tests.core.dice import Dice, seeds
from tests.core.histories import Act, history
from tests.core.programs import program
from tests.core.test_histories import START, lived, timeline_of, told
from tests.core.world import World

from regulars.core import tiers
from regulars.core.account import Account
from regulars.core.facts import Inputs, RefundLine
from regulars.core.program import Campaign, Program


def forgetful(made: Program) -> Program:
    """The program without what a refund may keep by its own terms: nothing is turned meanwhile."""
    word = made.tiers
    assert word is not None
    return structs.replace(
        made,
        earn=tuple(
            structs.replace(rule, if_lost="revoke")
            for rule in made.earn
            if not rule.on.startswith("tier.")  # what reaching a level gave is kept
        ),
        campaigns={name: _revoking(one) for name, one in made.campaigns.items()},
        automatic=(),
        clawback="negative",
        tiers=structs.replace(word, on_refund="at-once"),
        tier_sets={
            name: structs.replace(one, on_refund="at-once") for name, one in made.tier_sets.items()
        },
    )


def _revoking(one: Campaign) -> Campaign:
    rules = tuple(structs.replace(rule, if_lost="revoke") for rule in one.rules)
    return structs.replace(one, rules=rules)


def holdings(world: World) -> dict[str, Any]:
    """What a member has, history aside."""
    state, made = world.state, world.timeline.latest
    account = Account(state)
    currencies = {lot.currency for lot in state.lots} | set(state.deficits)
    return {
        "points": {
            name: sum(lot.left for lot in state.lots if lot.currency == name)
            - state.deficits.get(name, 0)
            for name in currencies
        },
        "vouchers": sorted(one.reward for one in state.vouchers),
        "orders": state.orders,
        "credit": [
            tiers.ahead(account, made, one, world.now).credit for one in made.ladders.values()
        ],
        "limits": {
            (key, period): (count.times, count.amount)
            for key, seen in state.counters.items()
            for period, count in seen.items()
            if count.times or count.amount
        },
        "turns": {key: count for key, count in state.nth_done.items() if count and key[-1] == "!"},
    }


def without_nothing(found: dict[str, Any]) -> dict[str, Any]:
    """A balance of nothing is no balance."""
    points = {name: amount for name, amount in found["points"].items() if amount}
    return found | {"points": points}


@given(seeds)
def test_an_order_and_its_whole_refund_leave_what_was_before(seed: int) -> None:
    dice = Dice(seed)
    timeline = timeline_of(forgetful(program(dice)))
    acts, of_order, cancel = history(dice, 12), dice.getrandbits(32), dice.yes()

    def holds(some: list[Act]) -> None:
        world = lived(timeline, some)
        before = without_nothing(holdings(world))
        world.tell(histories.order(world, Dice(of_order), "new"), Inputs(draw=0))
        if "new" in world.orders:
            world.refund("new", cancel=cancel)
            assert without_nothing(holdings(world)) == before

    told(acts, holds)


@given(seeds)
def test_many_partial_refunds_end_where_one_whole_refund_does(seed: int) -> None:
    dice = Dice(seed)
    timeline = timeline_of(forgetful(program(dice)))
    of_order, parts = dice.getrandbits(32), [dice.randint(1, 60) for _ in range(6)]
    ids = dice.sample(("1", "2", "3"), dice.randrange(3))

    def bought() -> World:
        world = World(timeline, START)
        world.tell(histories.order(world, Dice(of_order), "new"), Inputs(draw=0))
        return world

    once, often = bought(), bought()
    once.refund("new")
    left = sum(max(line.net_minor, 0) for line in often.orders["new"][0].lines)
    for percent in parts:
        often.refund("new", amount_minor=left * percent // 100)
    for line_id in ids:
        often.refund("new", lines=(RefundLine(line_id=line_id),))
    often.refund("new")
    assert without_nothing(holdings(once)) == without_nothing(holdings(often))
    shares = [[share.reversed for share in one.orders["new"][1].shares] for one in (once, often)]
    assert shares[0] == shares[1]


@given(seeds)
def test_no_more_is_taken_back_than_was_given(seed: int) -> None:
    dice = Dice(seed)
    timeline = timeline_of(program(dice))

    def holds(acts: list[Act]) -> None:
        world = lived(timeline, acts)
        for order, standing in world.orders.values():
            assert all(0 <= share.reversed <= share.amount for share in standing.shares)
            assert 0 <= standing.qualifying_reversed <= standing.qualifying
            assert all(0 <= one.reversed <= one.amount for one in standing.credited.values())
            paid = sum(max(line.net_minor, 0) for line in order.lines) + order.shipping_minor
            assert sum(standing.refunded.values()) <= paid

    told(history(dice), holds)


@given(seeds)
def test_nobody_owes_what_lapsed(seed: int) -> None:
    dice = Dice(seed)
    world = World(timeline_of(forgetful(program(dice))), START)
    world.tell(histories.order(world, Dice(dice.getrandbits(32)), "new"), Inputs(draw=0))
    world.wait(dice.randrange(1200) * histories.DAY)
    world.refund("new", cancel=dice.yes())
    assert world.state.deficits == {}
