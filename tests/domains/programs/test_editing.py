"""One thing changes in a file, and every other letter of it stays."""

from decimal import Decimal
from difflib import ndiff
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.core.checking import Path
from regulars.domains.programs.editing import EditError, append, at, put, remove
from regulars.domains.programs.inline import inline
from regulars.domains.programs.parsing import parse

GALLERY = {
    one.name: one.read_text() for one in files("regulars.gallery").iterdir()
    if one.name.endswith(".yaml")
}  # fmt: skip
FILE = """\
# Ours.
program: shop   # its name

earn:
  # Every purchase.
  - {id: base, on: order.paid, give: {point: 1}, per: 1.00}  # plain
  # On Tuesdays.
  - id: tuesdays
    on: order.paid
    when: {weekday: [tuesday]}   # for now
    multiply: 2

rewards:
  five: {kind: amount-off,   value: 5.00}
  six:
    kind: amount-off

    value: 6.00
"""


def changed(before: str, after: str) -> list[str]:
    return [one for one in ndiff(before.splitlines(), after.splitlines()) if one[0] in "+-"]


def paths(value: Any, path: Path = ()) -> list[Path]:
    """Every place in plain values."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found: list[Path] = []
    for key, one in inner:
        found.append((*path, key))
        if isinstance(one, (dict, list)):
            found += paths(one, (*path, key))
    return found


@pytest.mark.parametrize(("path", "value", "lines"), [
    (("earn", 0, "give", "point"), 2, [
        "-   - {id: base, on: order.paid, give: {point: 1}, per: 1.00}  # plain",
        "+   - {id: base, on: order.paid, give: {point: 2}, per: 1.00}  # plain",
    ]),
    (("earn", 1, "multiply"), Decimal("1.5"), ["-     multiply: 2", "+     multiply: 1.5"]),
    (("earn", 1, "when", "weekday"), ["monday", "friday"], [
        "-     when: {weekday: [tuesday]}   # for now",
        "+     when: {weekday: [monday, friday]}   # for now",
    ]),
    (("earn", 1, "title"), "Two for one: today", ['+     title: "Two for one: today"']),
    (("earn", 0, "title"), "All", [
        "-   - {id: base, on: order.paid, give: {point: 1}, per: 1.00}  # plain",
        "+   - {id: base, on: order.paid, give: {point: 1}, per: 1.00, title: All}  # plain",
    ]),
    (("earn", 1, "limit", "times"), 3, ["+     limit: {times: 3}"]),
    (("rewards", "six", "price"), {"point": 100}, ["+     price: {point: 100}"]),
    (("rewards", "seven"), {"kind": "custom"}, ["+   seven: {kind: custom}"]),
    (("points", "point"), {"name": ["a", "b"]}, [
        "+ ", "+ points:", "+   point: {name: [a, b]}",
    ]),
])  # fmt: skip
def test_one_value_changes_its_line_alone(path: Path, value: Any, lines: list[str]) -> None:
    after = put(FILE, path, value)
    assert [one for one in changed(FILE, after) if not one.startswith("?")] == lines
    assert at(parse(after).value, path) == value


def test_things_come_and_go_with_their_comments() -> None:
    longer = append(FILE, ("earn",), {"id": "third", "on": "shop.visited"})
    assert changed(FILE, longer) == ["+   - {id: third, on: shop.visited}"]
    assert remove(longer, ("earn", 2)) == FILE
    shorter = remove(FILE, ("earn", 1))
    assert "tuesdays" not in shorter
    assert "# On Tuesdays." not in shorter
    assert "# Every purchase." in shorter
    assert remove(FILE, ("rewards", "six", "kind")).endswith("  six:\n\n    value: 6.00\n")
    assert "value" not in remove(FILE, ("rewards", "five", "value")).splitlines()[14]
    assert "weekday" not in remove(FILE, ("earn", 1, "when", "weekday"))
    assert "rewards" not in remove(remove(FILE, ("rewards", "six")), ("rewards", "five"))


def test_a_list_begins_with_its_first_value() -> None:
    assert append(FILE, ("automatic",), {"id": "a"}).endswith("\n\nautomatic:\n  - {id: a}\n")


@pytest.mark.parametrize(("text", "path"), [
    ("a: [", ("a",)), ("a: 1", ("a", "b")), ("a: [1]", ("a", 4)), ("- 1", ("a",)),
    ("a: &x 1", ("a",)), ("[1]", ("x", "y")),
])  # fmt: skip
def test_what_cannot_be_changed_is_left(text: str, path: Path) -> None:
    for act in (lambda: put(text, path, {"c": 1}), lambda: remove(text, (*path, "z"))):
        try:
            found = act()
        except EditError:
            continue
        assert at(parse(found).value, path) == {"c": 1}


@pytest.mark.parametrize("name", sorted(GALLERY))
def test_every_place_of_the_gallery_can_be_changed(name: str) -> None:
    text = GALLERY[name]
    value = parse(text).value
    comments = [one for one in text.splitlines() if one.lstrip().startswith("#")]
    for path in paths(value)[::13]:
        after = put(text, path, "new: words")
        assert at(parse(after).value, path) == "new: words"
        lines = after.splitlines()
        held = at(value, path)
        if not isinstance(held, (dict, list)):
            assert [one for one in lines if one.lstrip().startswith("#")] == comments
            assert len([one for one in changed(text, after) if one.startswith("-")]) == 1
        gone = parse(remove(text, path)).value
        assert at(gone, path) != held or isinstance(path[-1], int)


VALUES = st.recursive(
    st.text(max_size=12) | st.integers(-(10**9), 10**9) | st.booleans() | st.none()
    | st.decimals(-999, 999, places=2, allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner,
                                                                max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(VALUES)
def test_what_is_written_reads_the_same(value: Any) -> None:
    assert parse(f"a: {inline(value)}\n").value == {"a": value}


@given(st.text(alphabet="ab:{}[],-# \n|>'\"1&*", max_size=60), VALUES)
def test_no_text_is_spoiled(text: str, value: Any) -> None:
    try:
        after = put(text, ("a", "b"), value)
    except EditError:
        return
    assert at(parse(after).value, ("a", "b")) == value
