"""Program files that nobody would write: always a program, or what is wrong and where."""

import os
import re
from importlib import resources
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.core.program import Program
from regulars.domains.programs.parsing import BYTES_MAX
from regulars.domains.programs.reader import read

MANY = os.environ.get("REGULARS_SIZES") == "full"
FILES = sorted(
    one.read_text(encoding="utf-8")
    for one in resources.files("regulars.gallery").iterdir()
    if one.name.endswith(".yaml")
)
_VALUE = re.compile(r": ([^,{}\[\]\n]+)")
_WORD = re.compile(r"([\w-]+):")
PIECES = (
    "&a ", "*a", "!!python/object:os.system ", "<<: *a", "---\n", "...\n", "%YAML 1.1\n", "\t",
    "? ", "- ", ": ", "{", "}", "[", "]", "|\n", ">\n", "'", '"', "#", "@", "`", "\0", "\ufeff",
    "\ud800", "\x85", "\u2028", "9" * 5_000, "1e999", "0x10", "-0", ".inf", ".nan", "1_000",
    "2026-02-30", "25:61", "null", "~", "true", "no", "earn:\n", "  when:\n", "points: {}\n",
    "{a: " * 60, "[" * 500, "- " * 300,
)  # fmt: skip
VALUES = (
    "0",
    "-1",
    "999999999999999",
    "9999999999999999",
    "0.0000001",
    "1.5",
    "yes",
    "null",
    "''",
    "[]",
    "{}",
    "[1, 2]",
    "{point: 1}",
    "12 months",
    "0 days",
    "9999 years",
    "2026-02-30",
    "{from: 2026-03-01, to: 2025-01-01}",
    "order.paid",
    "point",
    "EUR",
    "XXX",
    "Europe/Nowhere",
    "{times: 0, per: day}",
    "[monday, monday]",
    "a b",
    "é",
    "ü: x",
    "[[[]]]",
    "{a: {b: {c: 1}}}",
)
BOMBS = (
    "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n",
    "a: &a\n  b: *a\n",
    "[" * 100_000,
    "{a: " * 50_000,
    "- " * 100_000,
    "? " * 50_000,
    "x: " + "9" * 200_000,
    "x: 0." + "9" * 200_000,
    "'" + "x" * 250_000,
    "x" * (BYTES_MAX + 1),
    "é" * BYTES_MAX,
    "".join(f"k{n}: 1\n" for n in range(3_000)),
)


def settled(text: str) -> None:
    """A program, or problems with a place, a code, a sentence and a cure."""
    found = read(text)
    if isinstance(found, Program):
        return
    assert found, "what is no program has a reason"
    for one in found:
        assert one.line >= 1
        assert one.column >= 1
        assert one.code
        assert one.sentence


def mutated(text: str, chance: Random) -> str:
    """The same with some of it doubled, dropped, exchanged or spoiled."""
    for _ in range(chance.randint(1, 3)):
        lines = text.splitlines(keepends=True) or [""]
        at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
        column = chance.randint(0, len(lines[at]))
        what = chance.randrange(20)
        found = list((_VALUE if what > 9 else _WORD).finditer(lines[at]))
        if what > 5 and found:  # still YAML, with another word or value
            begin, end = chance.choice(found).span(1)
            words = _WORD.findall(lines[to])
            other = chance.choice(VALUES if what > 9 or not words else words)
            lines[at] = lines[at][:begin] + other + lines[at][end:]
        elif what == 0:
            lines[at] = lines[at][:column] + chance.choice(PIECES) + lines[at][column:]
        elif what == 1:
            lines.insert(to, lines[at])
        elif what == 2:
            del lines[min(at, to) : max(at, to)]
        elif what == 3:
            lines[at], lines[to] = lines[to], lines[at]
        elif what == 4:
            lines[at] = lines[at][:column] + lines[to][column:]
        else:
            lines[at] = " " * chance.randint(0, 8) + lines[at].lstrip()
        text = "".join(lines)
    return text


@settings(max_examples=600 if MANY else 60, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 2**32))
def test_spoiled_programs(text: str, seed: int) -> None:
    settled(mutated(text, Random(seed)))  # noqa: S311 - no secret


@settings(max_examples=2_000 if MANY else 200, deadline=None)
@given(st.one_of(
    st.text(max_size=300),
    st.binary(max_size=300).map(lambda raw: raw.decode("latin-1")),
    st.lists(st.sampled_from([*PIECES[:-3], "a", "\n", "  ", "program: x\n"]), max_size=40).map(
        "".join),
))  # fmt: skip
def test_random_texts(text: str) -> None:
    settled(text)


@pytest.mark.parametrize("text", BOMBS, ids=range(len(BOMBS)))
def test_bombs(text: str) -> None:
    settled(text)
