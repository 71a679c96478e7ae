"""What is true of every account after any history under any valid program."""

from collections.abc import Callable

from hypothesis import given
from msgspec import structs
from tests.core.dice import Dice, seeds
from tests.core.histories import DAY, Act, history, shortest
from tests.core.programs import program
from tests.core.world import World

from regulars.core.checking import check
from regulars.core.compiled import Timeline, compile_program
from regulars.core.evaluate import pass_time
from regulars.core.program import Program

START = 1_710_000_000  # 9 March 2024


def timeline_of(*versions: Program) -> Timeline:
    """Each version in force 200 days after the one before."""
    return Timeline(
        (START + 200 * DAY * index, compile_program(one, index + 1))
        for index, one in enumerate(versions)
    )


def lived(timeline: Timeline, acts: list[Act]) -> World:
    """Live a history; the World checks itself after every act."""
    world = World(timeline, START)
    for act in acts:
        act(world)
    return world


def told(acts: list[Act], holds: Callable[[list[Act]], object]) -> None:
    """Say the shortest part of a history that still goes wrong."""

    def fails(some: list[Act]) -> bool:
        try:
            holds(some)
        except Exception:  # noqa: BLE001 - anything that goes wrong is what is looked for
            return True
        return False

    if fails(acts):
        short = shortest(acts, fails)
        print(short)
        holds(short)


@given(seeds)
def test_random_programs_have_no_problems(seed: int) -> None:
    assert check(program(Dice(seed))) == []


@given(seeds)
def test_the_books_agree_with_the_state(seed: int) -> None:
    dice = Dice(seed)
    timeline = timeline_of(program(dice))
    told(history(dice), lambda acts: lived(timeline, acts).wait(800 * DAY))


@given(seeds)
def test_versions_may_change_under_an_account(seed: int) -> None:
    dice = Dice(seed)
    first, second = program(dice), program(dice)
    second = structs.replace(second, currency=first.currency, time_zone=first.time_zone)
    timeline = timeline_of(first, first if check(second) else second)
    told(history(dice), lambda acts: lived(timeline, acts).wait(800 * DAY))


@given(seeds)
def test_it_does_not_matter_when_time_is_looked_at(seed: int) -> None:
    dice = Dice(seed)
    timeline = timeline_of(program(dice))
    waits = [dice.randint(1, 400 * DAY) for _ in range(dice.randint(1, 4))]

    def holds(acts: list[Act]) -> None:
        world = lived(timeline, acts)
        at, state, effects = world.now, world.state, []
        for wait in waits:
            at += wait
            outcome, state = pass_time(timeline, state, at)
            effects.extend(outcome.effects)
        outcome, at_once = pass_time(timeline, world.state, at)
        assert list(outcome.effects) == effects
        assert at_once == state

    told(history(dice), holds)
