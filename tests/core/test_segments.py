"""What each word of a segment means for one member, and what a change of segments leads to."""

from decimal import Decimal

import pytest
from hypothesis import given
from tests.core import segments as made
from tests.core.dice import Dice, seeds
from tests.core.making import base, small, world
from tests.core.programs import program

from regulars.core import calendar
from regulars.core.compiled import compile_program
from regulars.core.facts import Inputs, Joined, Profile, SegmentsChanged
from regulars.core.program import Ago, Bought, Did, Scores, Spent, Times, Where
from regulars.core.rules.nodes import EarnRule, Products, When
from regulars.core.segments import (
    MEANING,
    Figures,
    Known,
    Tally,
    belongs,
    in_order,
    memberships,
    stage,
)
from regulars.core.state import AccountState
from regulars.domains.programs.segment_phrases import PHRASES, where_words

NOW = 1_780_000_000
DAY = 86_400
SHOP = compile_program(small(base()), 1)
TEA = Bought(products=Products(sku=("tea",)), least=2)


def known(**figures: object) -> Known:
    """A member with these figures."""
    found = Figures(**figures)  # type: ignore[arg-type]
    return Known(program=SHOP, state=AccountState(), figures=found, at=NOW)


def ago(days: int) -> int:
    """An instant so many days ago."""
    return NOW - days * DAY


LOYAL = known(
    tallies={"": Tally(12, 60_000), "90 days": Tally(3, 9_000)},
    first_order=ago(700), last_order=ago(20), locations=frozenset({"north"}),
    bought={TEA: 2}, did={("visit.made", "90 days"): 4},
    value_class="A", recency=5, frequency=4, money=5,
)  # fmt: skip
ONCE = known(tallies={"": Tally(1, 900)}, first_order=ago(100), last_order=ago(100))
NEVER = known()

WORDS: list[tuple[Where, tuple[bool, bool, bool]]] = [
    (Where(orders=Times(least=1)), (True, True, False)),
    (Where(orders=Times(most=1)), (False, True, True)),
    (Where(orders=Times(least=3, within="90 days")), (True, False, False)),
    (Where(spend=Spent(least=Decimal("600.00"))), (True, False, False)),
    (Where(spend=Spent(most=Decimal("9.00"))), (False, True, True)),
    (Where(average_order=Spent(most=Decimal("9.00"))), (False, True, False)),
    (Where(last_order=Ago(within="30 days")), (True, False, False)),
    (Where(last_order=Ago(longer="30 days")), (False, True, False)),
    (Where(first_order=Ago(within="1 year", longer="90 days")), (False, True, False)),
    (Where(location=("north", "south")), (True, False, False)),
    (Where(bought=TEA), (True, False, False)),
    (Where(did=Did(type="visit.made", least=4, within="90 days")), (True, False, False)),
    (Where(did=Did(type="visit.made", least=0, most=3, within="90 days")), (False, True, True)),
    (Where(stage=("visitor",)), (False, False, True)),
    (Where(stage=("at-risk",)), (False, True, False)),
    (Where(stage=("vip",)), (True, False, False)),
    (Where(value_class=("A",)), (True, False, False)),
    (Where(rfm=Scores(recency=(4, 5), money=(5,))), (True, False, False)),
    (Where(none=(Where(orders=Times(least=1)),)), (False, False, True)),
    (Where(any=(Where(stage=("vip",)), Where(stage=("visitor",)))), (True, False, True)),
]


@pytest.mark.parametrize(("where", "expected"), WORDS)
def test_words(where: Where, expected: tuple[bool, ...]) -> None:
    assert tuple(belongs(where, one) for one in (LOYAL, ONCE, NEVER)) == expected


def test_stages_follow_the_shops_own_spans() -> None:
    gone = known(tallies={"": Tally(9, 1)}, first_order=ago(900), last_order=ago(400))
    new = known(tallies={"": Tally(1, 1)}, first_order=ago(3), last_order=ago(3))
    regular = known(tallies={"": Tally(2, 1)}, first_order=ago(9), last_order=ago(3))
    people = (NEVER, new, regular, LOYAL, ONCE, gone)
    stages = [stage(one) for one in people]
    assert stages == ["visitor", "first-order", "regular", "vip", "at-risk", "gone"]


def test_every_word_has_a_meaning_and_random_segments_use_it() -> None:
    assert set(MEANING) == set(Where.__struct_fields__) == set(made.WORDS) == set(PHRASES)


def test_a_segment_may_build_on_others() -> None:
    words = {
        "both": Where(segment=("loyal",), none=(Where(segment=("told",)),)),
        "loyal": Where(orders=Times(least=10)),
    }
    assert in_order(words) == ["loyal", "both"]
    assert memberships(SHOP, words, LOYAL) == ("both", "loyal")
    assert memberships(SHOP, words, ONCE) == ()
    with pytest.raises(ValueError, match="one"):
        in_order({"one": Where(segment=("two",)), "two": Where(segment=("one",))})


@given(seeds)
def test_any_definition_says_yes_or_no_of_anybody(seed: int) -> None:
    dice = Dice(seed)
    shop = compile_program(program(dice), 1)
    where = made.where(dice)
    one = Known(program=shop, state=AccountState(), figures=LOYAL.figures, at=NOW)
    opposite = Where(none=(where,))
    assert belongs(where, one) is not belongs(opposite, one)
    assert where_words(shop.document, opposite)


def test_who_enters_wakes_the_rules_once() -> None:
    gift = EarnRule(
        id="gift", on="segment.entered", when=When(data={"segment": "loyal"}), give={"point": 50}
    )
    place = world(small(gift))
    place.tell(Joined(occurred_at=calendar.moment(place.now), profile=Profile()))
    for found in (("loyal",), ("loyal", "new"), (), ("loyal",)):
        place.tell(SegmentsChanged(occurred_at=place.moment(), segments=found), Inputs())
    assert place.state.segments == ("loyal",)
    assert place.pots["point"]["available"] == 100
