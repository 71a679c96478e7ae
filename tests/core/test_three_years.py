"""Three years of many members under a program with every mechanic: nothing drifts apart."""

import os

import pytest
from tests.core.dice import Dice
from tests.core.histories import ACTS, DAY, Act
from tests.core.programs import program
from tests.core.test_histories import START, timeline_of
from tests.core.world import World

from regulars.core.evaluate import evaluate, pass_time
from regulars.core.state import AccountState

MEMBERS = 1000 if os.environ.get("REGULARS_SIZES") == "full" else 100
SHOPS = 10  # programs, each with a tenth of the members
ACTS_EACH = 60
KINDS = (*(kind for kind in ACTS if kind not in ("join", "wait")), *("order",) * 12)


def lived(shop: int, member: int) -> World:
    """One member's three years: something happens every few weeks, time passes in between."""
    dice = Dice(10_000 * shop + member)
    world = World(timeline_of(program(Dice(shop)), program(Dice(shop))), START)
    Act("join", dice.getrandbits(32))(world)
    while world.now < START + 3 * 365 * DAY:
        Act(dice.choice(KINDS), dice.getrandbits(32))(world)
        world.wait(dice.randrange(2 * 3 * 365 * DAY // ACTS_EACH))
    return world


@pytest.mark.parametrize("shop", range(SHOPS))
def test_three_years_add_up_and_replay(shop: int) -> None:
    met: set[str] = set()
    for member in range(MEMBERS // SHOPS):
        world = lived(shop, member)  # it holds its books against the state after every act
        state = AccountState()
        for fact, given, now in world.history:
            if fact is None:
                _, state = pass_time(world.timeline, state, now)
            else:
                _, state = evaluate(world.timeline, fact, state, given, now)
        assert state == world.state
        met |= {type(effect).__name__ for effect in world.effects}
    assert {"Posted", "Notify"} <= met
