"""The guide: every sentence of what is known about kinds of programs is a rule, and speaks."""

from importlib.resources import files

import pytest

from regulars.core.program import Program
from regulars.domains.programs.beginning import begin, name_of
from regulars.domains.programs.guide import KINDS, RULES, Answers, propose
from regulars.domains.programs.reader import read

PLAIN = Answers(shop="other", size="large", goal="repeat", budget="medium", wants="savings",
                buys="monthly", brand="known")  # fmt: skip


def weights(answers: Answers) -> dict[str, int]:
    return {one.kind.code: one.weight for one in propose(answers)}


@pytest.mark.parametrize(("answers", "first"), [
    (Answers(goal="repeat", size="large", budget="large", wants="quality"), "tiers"),
    (Answers(goal="engage", wants="quality", budget="medium"), "points"),
    (Answers(goal="new", wants="instant", budget="medium", shop="web"), "points"),
    (Answers(brand="new", budget="small", goal="new", wants="savings"), "points"),
    (Answers(shop="cafe", buys="weekly", goal="new", wants="instant", budget="large"), "stamps"),
    (Answers(goal="repeat", budget="small", shop="web", wants="quality"), "vip"),
    (Answers(goal="loyal", size="large", budget="large", wants="savings"), "savings"),
    (Answers(goal="loyal", size="large", budget="large", wants="experiences"), "perks"),
    (Answers(goal="loyal", size="large", budget="large", wants="quality"), "tiers"),
    (Answers(goal="repeat", size="large", budget="large", buys="rarely", wants="quality"), "tiers"),
])  # fmt: skip
def test_what_suits_a_shop(answers: Answers, first: str) -> None:
    assert propose(answers)[0].kind.code == first
    assert propose(answers)[0].reasons


def test_levels_are_harder_for_who_has_little() -> None:
    rich = weights(PLAIN)["tiers"]
    assert weights(Answers(size="small", budget="medium", wants="savings"))["tiers"] == rich - 1
    assert weights(Answers(size="large", budget="small", wants="savings"))["tiers"] == rich - 1
    both = Answers(size="large", budget="medium", wants="savings", buys="rarely")
    assert weights(both)["tiers"] == rich + 2


def test_a_paid_membership_wants_loyal_customers_and_says_what_it_risks() -> None:
    found = {one.kind.code: one for one in propose(Answers(brand="loved"))}["paid"]
    assert "income at once" in found.reasons[0]
    assert "fade early" in found.doubts[0]
    assert propose(Answers(brand="loved"))[-1].kind.code == "paid"


def test_every_rule_can_speak_and_every_kind_is_spoken_of() -> None:
    assert {one.kind for one in RULES} == set(KINDS)
    assert all(one.why.endswith(".") and one.weight for one in RULES)


@pytest.mark.parametrize("kind", [one for one in KINDS.values() if one.gallery],
                         ids=lambda one: one.code)  # fmt: skip
def test_each_kind_begins_with_a_valid_program_of_the_shop_s_own(kind: object) -> None:
    gallery = kind.gallery  # type: ignore[attr-defined]
    assert files("regulars.gallery").joinpath(f"{gallery}.yaml").is_file()
    text = begin(gallery, name="kirsis-tea", title="Kirsi’s tea: the club", currency="NOK",
                 time_zone="Europe/Oslo")  # fmt: skip
    found = read(text)
    assert isinstance(found, Program), found
    assert (found.program, found.title, found.currency, found.time_zone) == (
        "kirsis-tea", "Kirsi’s tea: the club", "NOK", "Europe/Oslo",
    )  # fmt: skip
    assert "modelled" not in text


@pytest.mark.parametrize(("title", "name"), [
    ("Corner Café & Co", "corner-caf-co"), ("王小明", "shop"), ("24/7", "shop-24-7"),
    ("a" * 90, "a" * 40),
])  # fmt: skip
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert name_of(title) == name
