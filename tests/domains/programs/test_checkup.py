"""The check-up: each question has its good answer, its bad one, and one without figures."""

from importlib.resources import files

import pytest

from regulars.core.program import Program
from regulars.domains.programs.blocks import blocks, unused
from regulars.domains.programs.checkup import Figures, check_up
from regulars.domains.programs.first_reward import orders_to_first
from regulars.domains.programs.reader import read

GALLERY = sorted(
    one.name.removesuffix(".yaml") for one in files("regulars.gallery").iterdir()
    if one.name.endswith(".yaml")
)  # fmt: skip
HEAD = "program: a\ntitle: A\ncurrency: EUR\ntime_zone: Europe/Helsinki\n"
POINTS = HEAD + (
    "points:\n  p: {name: [p, ps]}\n"
    "earn:\n  - {id: base, on: order.paid, give: {p: 1}, per: 1.00}\n"
)
PLAIN = POINTS + "rewards:\n  five: {kind: amount-off, value: 5.00, price: {p: 100}}\n"
CAKE = "  cake: {kind: product, product: cake, price: {p: 20}}\n"
KNOWN = Figures(median_order_minor=2000, orders=40, members=50, redeemers=10)


def program(text: str) -> Program:
    found = read(text)
    assert isinstance(found, Program), found
    return found


def gallery(name: str) -> Program:
    return program(files("regulars.gallery").joinpath(f"{name}.yaml").read_text())


def answers(text: str, figures: Figures = KNOWN) -> dict[str, tuple[str, str]]:
    found = check_up(program(text), figures).findings
    return {one.code: (one.verdict, one.figure) for one in found}


@pytest.mark.parametrize(("text", "code", "verdict", "figure"), [
    (PLAIN, "discount_only", "warn", "1 of 1"),
    (PLAIN + CAKE, "discount_only", "good", "1 of 2"),
    (PLAIN + "benefits:\n  tea: {title: Tea}\n", "discount_only", "good", "1 of 2"),
    (PLAIN + "tiers:\n  levels: [{id: x, perks: [early access]}]\n", "discount_only", "good",
     "1 of 2"),
    (PLAIN, "first_reward_late", "warn", "5"),
    (PLAIN + CAKE, "first_reward_late", "good", "1"),
    (PLAIN.replace("p: 100", "p: 80"), "first_reward_late", "good", "4"),
    (PLAIN.replace("p: 100", "p: 100000"), "first_reward_late", "warn", "more than 50"),
    (PLAIN, "steps_many", "good", "1 for five"),
    (PLAIN.replace("price", "codes: pool, price"), "steps_many", "warn", "3 for five"),
    (PLAIN + "redeeming: {when: {channel: [web]}}\n", "steps_many", "good", "2 for five"),
    (PLAIN, "unclear", "good", "spend 20, get 1 back"),
    (POINTS + "rewards:\n" + CAKE, "unclear", "warn", "no sentence"),
    (PLAIN, "nobody_redeems", "good", "20 %"),
])  # fmt: skip
def test_a_question_and_its_answer(text: str, code: str, verdict: str, figure: str) -> None:
    assert answers(text)[code] == (verdict, figure)


def test_without_a_history_it_says_so() -> None:
    found = answers(PLAIN, Figures())
    assert found["first_reward_late"] == ("unknown", "n/a")
    assert found["nobody_redeems"] == ("unknown", "n/a")


def test_nobody_takes_a_reward() -> None:
    few = Figures(median_order_minor=2000, orders=40, members=50, redeemers=2)
    assert answers(PLAIN, few)["nobody_redeems"] == ("warn", "4 %")


def test_a_gift_for_joining_needs_no_order() -> None:
    gift = PLAIN.replace("earn:\n", "earn:\n  - {id: hi, on: member.joined, issue: five}\n")
    assert orders_to_first(program(gift), 100) == 0


def test_a_warning_proposes_a_change() -> None:
    found = check_up(program(PLAIN), KNOWN)
    assert found.warnings == 2
    assert all(one.proposal and one.definition for one in found.findings if one.verdict == "warn")


@pytest.mark.parametrize("name", GALLERY)
def test_every_program_of_the_gallery_can_be_checked(name: str) -> None:
    found = check_up(gallery(name), KNOWN)
    assert len(found.findings) == 5
    assert all(one.figure and one.definition and one.proposal for one in found.findings)


def test_each_building_block_is_used_by_some_program_and_missed_by_another() -> None:
    codes = {one.code for one in blocks()}
    missed = [{one.code for one in unused(gallery(name))} for name in GALLERY]
    assert set.union(*missed) == codes
    more = (
        "points: {p: {name: [p, ps]}}\n"
        "earn:\n  - {id: lucky, on: order.paid, when: {chance: 2}, issue: tea}\n"
        "rewards:\n  cause: {kind: donation, value: 1.00, cause: Trees, price: {p: 9}}\n"
        "  tea: {kind: product, product: tea}\n"
        "campaigns:\n  may:\n    when: {dates: {from: 2026-05-01, to: 2026-05-31}}\n"
        "    rules: [{id: more, on: order.paid, issue: tea}]\n"
        "segments: {best: {title: Best, where: {value_class: [A]}}}\n"
    )
    without = {one.code for one in unused(program(HEAD + more))}
    assert without & {"surprises", "donations", "campaigns", "segments", "next_order"} == set()
    assert set.intersection(*missed) <= {"donations", "campaigns", "segments"}
    assert {one.code for one in unused(program(PLAIN))} >= {"birthday", "levels", "events"}
