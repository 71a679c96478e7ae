"""`regulars config check` at a terminal."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from regulars.project.console import command_group

GOOD = """\
program: a
title: A
currency: EUR
time_zone: Europe/Helsinki
points: {p: {name: [p, ps]}}
earn: [{id: base, on: order.paid, give: {p: 1}, per: 1.00}]
rewards:
  five: {kind: amount-off, value: 5.00, price: {p: 100}}
  cake: {kind: product, product: cake, price: {p: 20}}
"""


def check(tmp_path: Path, text: str, *words: str) -> Result:
    file = tmp_path / "program.yaml"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(command_group, ["config", "check", *words, str(file)])


def test_a_program_that_people_will_like(tmp_path: Path) -> None:
    result = check(tmp_path, GOOD)
    assert result.exit_code == 0, result.output
    assert "spend 20, get 1 back" in result.output
    assert "A birthday gift. Needs:" in result.output


def test_one_that_needs_a_change_says_which(tmp_path: Path) -> None:
    result = check(tmp_path, GOOD.replace("kind: product, product: cake", "kind: percent-off, "
                                          "value: 5"), "--json")  # fmt: skip
    found = json.loads(result.output)
    assert result.exit_code == 3
    assert [one["code"] for one in found["findings"] if one["verdict"] == "warn"] == [
        "discount_only",
    ]


def test_what_is_no_program_says_its_line(tmp_path: Path) -> None:
    result = check(tmp_path, GOOD.replace("give:", "gvie:"))
    assert result.exit_code == 1
    assert ":6:" in result.output
