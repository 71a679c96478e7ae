"""Programs in plain words: the proposition, the rules as sentences, what differs in a version."""

import pytest
from msgspec import structs
from tests.core.dice import Dice
from tests.core.making import base, small
from tests.core.programs import program
from tests.scenarios.telling import programs, text_of

from regulars.core.program import Program
from regulars.domains.programs.plain import sections
from regulars.domains.programs.plan import difference
from regulars.domains.programs.proposition import proposition
from regulars.domains.programs.reader import read
from regulars.domains.programs.schema import schema
from regulars.domains.programs.shape import FORMS

PROPOSITIONS = {
    "athlete-levels": "spend 10, get 1 back",
    "balance-points": "spend 100, get 1 back",
    "beauty-tiers": "spend 50, get 1 back",
    "brick-vip": "spend 20, get 1 back",
    "burger-card": None,  # stamps are for visits and items
    "climb-and-earn": "spend 20, get 1 back",
    "home-family": None,  # it gives workshops and coffee
    "monthly-cash": "spend 20, get 1 back",
    "move-members": None,  # it gives experiences
    "peak-points": "spend 12.50, get 1 back",
    "private-client": None,  # it gives people
    "save-more": None,  # what its points pay is said in another word
    "shoe-points": "spend 10, get 1 back",
    "star-cafe": None,  # it gives drinks, which have no price in the program
    "sub-card": None,
    "tech-tiers": "spend 50, get 1 back",
    "vip-auto": None,  # it gives nothing for money spent
}


def of_gallery(name: str) -> Program:
    found = read(text_of(name))
    assert isinstance(found, Program), found
    return found


@pytest.mark.parametrize("name", programs())
def test_every_program_of_the_gallery_is_sound_and_says_what_it_gives_back(name: str) -> None:
    found = proposition(of_gallery(name))
    assert (found.plain if found else None) == PROPOSITIONS[name]


def test_a_rate_that_does_not_come_out_even_keeps_both_amounts() -> None:
    made = of_gallery("monthly-cash")
    odd = structs.replace(
        made, earn=(base(), *made.earn[1:]),
        automatic=(structs.replace(made.automatic[0], turn={"point": 7}), *made.automatic[1:]),
        rewards=made.rewards | {"five-off": structs.replace(made.rewards["five-off"], value=3)},
    )  # fmt: skip
    found = proposition(odd)
    assert found is not None
    assert found.plain == "spend 7, get 3 back"


def test_plain_sentences() -> None:
    found = {one.heading: one.sentences for one in sections(of_gallery("monthly-cash"))}
    assert found["Earning"] == (
        "1 point per 1 USD spent.",
        "Points count 2 times, from 27 Nov 2026 to 29 Nov 2026.",
        "Signing up to e-mail alerts: 15 % off the next order, at most once in all.",
    )
    assert found["Points"] == ("Points lapse 12 months after they were earned.",)
    assert found["Automatic"][0] == (
        "On the 1st of each month: every 100 points turn into 5 off, the rest stays."
    )


@pytest.mark.parametrize("seed", range(60))
def test_every_program_can_be_put_into_words(seed: int) -> None:
    made, other = program(Dice(seed)), program(Dice(seed + 1000))
    for section in sections(made):
        assert section.sentences
        assert all(text.endswith(".") and "  " not in text for text in section.sentences)
    assert difference(made, made) == []
    changes = difference(made, other)
    assert changes
    assert all(change.plain for change in changes)
    assert [one.kind for one in difference(None, made)] == ["added"] * len(difference(None, made))


def test_a_difference_names_rules_by_their_ids() -> None:
    before = small(base(), base(id="old"), base(id="same", per=2))
    after = small(base(id="same", per=2), base(give={"point": 2}), base(id="new"))
    assert [change.plain for change in difference(before, after)] == [
        "earn › base › give › point was 1, is 2",
        "earn › old is gone: on order.paid; give point 1; per 1",
        "earn › new is new: on order.paid; give point 1; per 1",
    ]


def test_every_pattern_of_the_schema_has_a_name() -> None:
    def patterns(node: object) -> set[str]:
        if isinstance(node, list):
            return {one for part in node for one in patterns(part)}
        if not isinstance(node, dict):
            return set()
        found = {one for part in node.values() for one in patterns(part)}
        return found | {node["pattern"]} if isinstance(node.get("pattern"), str) else found

    for pattern in patterns(schema()):
        assert any(part in pattern for part in FORMS), pattern
