"""Every code has a sentence, and a sentence names only what its code carries."""

import ast
import re
from pathlib import Path

import pytest
from tests.support import source

from regulars.wire.problems import STATUSES
from regulars.wire.sentences import BENEFITS, PROBLEMS, REASONS, for_staff, sentence
from regulars.wire.staff_sentences import FOR_CALLERS, STAFF

CORE = source.PACKAGE / "core"


def codes_in(files: list[Path], name: str) -> set[str]:
    """The texts given as `code=` to a value of this name."""
    return {
        keyword.value.value
        for path in files
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and source.dotted(node.func) == name
        for keyword in node.keywords
        if keyword.arg == "code" and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
    }  # fmt: skip


def test_every_problem_has_a_sentence_and_every_sentence_a_problem() -> None:
    assert set(PROBLEMS) == set(STATUSES)


def test_every_refusal_of_core_and_flows_is_a_problem() -> None:
    files = source.python("src/regulars/core", "src/regulars/flows")
    found = codes_in(files, "Refused")
    assert "balance_too_low" in found
    assert found <= set(PROBLEMS)


def test_staff_read_their_own_sentence_of_every_refusal() -> None:
    assert set(STATUSES) == set(STAFF) | FOR_CALLERS
    assert not set(STAFF) & FOR_CALLERS
    files = source.python("src/regulars/core", "src/regulars/flows")
    assert codes_in(files, "Refused") <= set(STAFF)
    assert [code for code in STAFF if STAFF[code] == PROBLEMS[code]] == []


@pytest.mark.parametrize("code", sorted(STAFF))
def test_staff_read_a_whole_sentence_even_without_its_parameters(code: str) -> None:
    said = for_staff(code, {})
    assert "{" not in said
    assert said.endswith(".")


def test_no_refusal_scolds_the_member() -> None:
    scolding = re.compile(
        r"\b(you (may|must|can) not|you have not|your fault|wrongly|failed)\b", re.IGNORECASE
    )
    assert [code for code, said in PROBLEMS.items() if scolding.search(said)] == []


def test_every_benefit_that_is_refused_says_why() -> None:
    text = (CORE / "benefits.py").read_text(encoding="utf-8")
    found = set(re.findall(r'(?:code=|return )"([a-z_]+)"', text)) - {"benefit_unknown"}
    assert found == set(BENEFITS)


@pytest.mark.parametrize("code", sorted(REASONS))
def test_a_reason_is_said_even_where_an_old_entry_lacks_a_parameter(code: str) -> None:
    said = sentence(code, {})
    assert said != code
    assert "{" not in said


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert sentence("problem.nothing_known", {}) == "problem.nothing_known"
    assert sentence("benefit.members_only", {}) == BENEFITS["members_only"]
