"""Two texts compared line by line."""

from hypothesis import given
from hypothesis import strategies as st

from regulars.kit.pages.differences import LINES_MAX, lines

TEXTS = st.lists(st.sampled_from(["a", "b", "  c", ""])).map("\n".join)


def test_what_changed_stands_among_its_neighbours() -> None:
    before = "\n".join("abcdefghij")
    found = lines(before, before.replace("h", "x").replace("a", "y"))
    assert [(one.kind, one.before, one.after, one.text) for one in found] == [
        ("removed", 1, 0, "a"), ("added", 0, 1, "y"), ("same", 2, 2, "b"), ("same", 3, 3, "c"),
        ("skip", 0, 0, ""),
        ("same", 6, 6, "f"), ("same", 7, 7, "g"), ("removed", 8, 0, "h"), ("added", 0, 8, "x"),
        ("same", 9, 9, "i"), ("same", 10, 10, "j"),
    ]  # fmt: skip


def test_texts_that_nobody_reads_are_not_compared() -> None:
    assert lines("a\n" * (LINES_MAX + 1), "b") == []


@given(TEXTS, TEXTS)
def test_each_line_is_where_its_number_says(before: str, after: str) -> None:
    found = lines(before, after)
    for one in found:
        if one.before:
            assert before.splitlines()[one.before - 1] == one.text
        if one.after:
            assert after.splitlines()[one.after - 1] == one.text
    changed = [one for one in found if one.kind in ("added", "removed")]
    assert bool(changed) is (before.splitlines() != after.splitlines())
