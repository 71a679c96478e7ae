"""Styles say start and end, never left and right: a page turns with its language."""

import re

from tests.support.source import PACKAGE, at

SIDES = re.compile(
    r"(?<![\w-])(margin|padding|border|inset|scroll-\w+)-(left|right|top|bottom)\b"
    r"|(float|clear|text-align)\s*:\s*(left|right)"
    r"|(?<![\w-])(left|right|top|bottom|width|height)\s*:"
)
SHORTHAND = re.compile(r"(?<![\w-])(margin|padding|inset)\s*:\s*(?P<values>[^;]+);")
VALUE = re.compile(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+")
TOP_RIGHT_BOTTOM_LEFT = 4


def turns(line: str) -> bool:
    """Whether a line means the same from right to left."""
    short = SHORTHAND.search(line)
    values = VALUE.findall(short["values"]) if short else []
    uneven = len(values) == TOP_RIGHT_BOTTOM_LEFT and values[1] != values[3]
    return not uneven and not SIDES.search(line)


def test_a_style_knows_no_left_and_no_right() -> None:
    found = [
        at(path, number, line.strip())
        for path in sorted(PACKAGE.rglob("*.css"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if not turns(line)
    ]
    assert found == []


def test_what_a_side_is() -> None:
    assert not turns("  padding: 0 1px 2px 3px;")
    assert not turns("  margin-left: 1rem;")
    assert not turns("  float: right;")
    assert turns("  padding: 0 1px 2px 1px;")
    assert turns("  padding-inline: calc(1px + (2 * 3px)) 0;")
    assert turns("  transition: left;")
