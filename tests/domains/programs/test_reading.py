"""Program files from anywhere: good ones become programs, bad ones name every place and a cure."""

from decimal import Decimal

import pytest

from regulars.core.program import Program
from regulars.domains.programs.contracts import FileProblem
from regulars.domains.programs.loading import load
from regulars.domains.programs.reader import read

GOOD = """\
program: corner-shop
title: Corner shop
currency: EUR
time_zone: Europe/Tallinn
points:
  point: {name: [point, points], expires: {after: 12 months}}
earn:
  - id: base
    on: order.paid
    give: {point: 1.1}
    per: 1.00
    when: {dates: {from: 2026-01-01}, time: {from: 09:00, to: 17:00}}
rewards:
  five-off: {kind: amount-off, value: 5.00, price: {point: 500}}
"""


def problems(text: str) -> list[FileProblem]:
    """What is wrong with a text that is wrong."""
    found = read(text)
    assert not isinstance(found, Program)
    assert found
    return found


def test_numbers_are_exact() -> None:
    program = read(GOOD)
    assert isinstance(program, Program)
    rule = program.earn[0]
    assert rule.give == {"point": Decimal("1.1")}
    assert type(rule.give["point"]) is Decimal


def test_a_published_text_loads_without_checks() -> None:
    assert load(GOOD) == read(GOOD)


# What to replace in the good file, by what; then line:column, path, code of each problem.
WRONG = [
    ("give:", "gvie:", ["10:5 earn[0].gvie word_unknown"]),
    ("point: 1.1", "piont: 1.1", ["10:12 earn[0].give.piont currency_unknown"]),
    ("currency: EUR", "currency: euro", ["3:11 currency not_a_currency"]),
    ("Europe/Tallinn", "Europe/Talinn", ["4:12 time_zone time_zone_unknown"]),
    ("12 months", "12 moons", ["6:51 points.point.expires.after not_a_day_span"]),
    ("12 months", "101 years", ["6:51 points.point.expires.after span_too_long"]),
    ("id: base", "id: Base", ["8:9 earn[0].id not_a_id"]),
    ("id: base", 'id: "base\\n"', ["8:9 earn[0].id not_a_id"]),
    ("on: order.paid", "on: paid", ["9:9 earn[0].on not_a_trigger"]),
    ("per: 1.00", "per: one", ["11:10 earn[0].per wrong_kind"]),
    ("per: 1.00", "per:", ["11:5 earn[0].per wrong_kind"]),
    ("per: 1.00", "per: 0.001", ["11:10 earn[0].per number_too_fine"]),
    (
        "per: 1.00",
        "per: -1",
        [
            "11:10 earn[0].per number_out_of_range",
        ],
    ),
    ("2026-01-01", "2026-02-30", ["12:26 earn[0].when.dates.from date_impossible"]),
    ("09:00", "9:00", ["12:52 earn[0].when.time.from not_a_clock"]),
    ("09:00", "17:00", ["12:45 earn[0].when.time time_window_empty"]),
    ("    per: 1.00\n", "", []),
    ("    on: order.paid\n", "", ["8:5 earn[0] word_missing"]),
    ("  five-off", "  five off", ["14:3 rewards.five off not_a_name"]),
    ("kind: amount-off", "kind: amout-off", ["14:20 rewards.five-off.kind not_a_choice"]),
    (", value: 5.00", "", ["14:13 rewards.five-off kind_needs"]),
    (", price: {point: 500}", "", ["14:13 rewards.five-off reward_unreachable"]),
    ("point: 500", "point: 1.5", ["14:60 rewards.five-off.price.point wrong_kind"]),
    ("[point, points]", "[point]", ["6:17 points.point.name wrong_length"]),
    ("title: Corner shop", "title: Corner shop\ntitle: Again", ["3:1 title key_repeated"]),
    ("title: Corner shop", "title: &a Corner shop", ["2:8  alias_not_allowed"]),
    ("title: Corner shop", "title: *a", ["2:8  alias_not_allowed"]),
    ("title: Corner shop", "title: !!str Corner shop", ["2:8  tag_not_allowed"]),
    ("title: Corner shop", "title: 12345", ["2:8 title wrong_kind"]),
    ("title: Corner shop", "title: {a: ", ["3:1 title not_yaml"]),
]


@pytest.mark.parametrize(("part", "by", "expected"), WRONG)
def test_each_problem_has_its_place(part: str, by: str, expected: list[str]) -> None:
    assert GOOD.count(part) >= 1
    found = read(GOOD.replace(part, by, 1))
    said = [] if isinstance(found, Program) else [
        f"{one.line}:{one.column} {one.where} {one.code}" for one in found
    ]  # fmt: skip
    if expected and expected[0].endswith("not_yaml"):
        assert said[0].endswith("not_yaml")
        return
    assert said == expected


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    text = GOOD.replace("EUR", "euro").replace("gives", "").replace("1.00", "x").replace("500", "0")
    codes = [(one.line, one.code) for one in problems(text)]
    assert codes == [(3, "not_a_currency"), (11, "wrong_kind"), (14, "number_out_of_range")]


def test_a_near_name_is_offered() -> None:
    (problem,) = problems(GOOD.replace("give:", "gvie:"))
    assert problem.sentence == "'gvie' is not a word here."
    assert problem.cure == "Did you mean give?"


@pytest.mark.parametrize(("text", "code"), [
    ("", "wrong_kind"),
    ("- a\n- b", "wrong_kind"),
    ("a: 1\n---\nb: 2", "one_document_only"),
    ("\x00", "not_yaml"),
    ("\ud800", "not_yaml"),
    ("a: \ufffe", "not_yaml"),
    ("[" * 100_000, "nested_too_deep"),
    ("{a: " * 50_000, "nested_too_deep"),
    ("? " * 50_000, "key_not_a_word"),
    ("- " * 50_000, "nested_too_deep"),
    ("a: " + "9" * 200_000, "number_too_long"),
    ("a: " + "x" * 300_000, "file_too_large"),
    ("? [a]\n: b", "key_not_a_word"),
    ("a: &a [1]\nb: *a", "alias_not_allowed"),
    ("a: !!python/object/apply:os.system [ls]", "tag_not_allowed"),
    ("%YAML 9.9\n---\na: 1", "not_yaml"),
    ("<<: {program: x}", "word_missing"),
])  # fmt: skip
def test_hostile_texts_get_an_answer(text: str, code: str) -> None:
    assert code in {one.code for one in problems(text)}
