"""Names say what a thing is. Some words say only that nobody knew, or that nobody came back."""

import ast
import re

from tests.support import source
from tests.support.source import PACKAGE, at

EMPTY_NAMES = {
    "utils", "util", "helpers", "helper", "manager", "managers", "common", "base", "misc",
}  # fmt: skip
# Put together here, so that this file is not its own finding.
LEFTOVERS = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "HA" + "CK"]))
SKIPS = {
    "pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail", "pytest.skip", "pytest.xfail",
}  # fmt: skip


def test_no_file_has_an_empty_name() -> None:
    found = [
        at(path, 1, "says nothing about what is inside")
        for path in source.python()
        if {part.removesuffix(".py").strip("_0123456789") for part in path.parts} & EMPTY_NAMES
    ]
    assert found == []


def test_every_module_says_what_it_owns() -> None:
    """The first docstring is where a reader begins; migrations are named by what they do."""
    silent = [
        at(path, 1, "has no docstring")
        for path in source.python("src", "tests", migrations=False)
        if ast.get_docstring(source.tree(path)) is None
    ]
    assert silent == []


def test_nothing_is_left_for_later() -> None:
    found = [
        at(path, number, line.strip())
        for path in source.files()
        if path.suffix in {".py", ".sql", ".html", ".css", ".js", ".toml", ".yaml", ".md"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LEFTOVERS.search(line)
    ]
    assert found == []


def test_no_test_is_skipped() -> None:
    found = [
        at(path, node.lineno, source.dotted(node))
        for path in source.python("tests")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Attribute) and source.dotted(node) in SKIPS
    ]
    assert found == []


def test_only_the_clock_reads_the_time() -> None:
    """Jobs, flows and pages get the time from `kit.clock` or as a parameter."""
    readers = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "time.time_ns"}
    found = [
        at(path, node.lineno, source.dotted(node.func))
        for path in source.python("src")
        if path != PACKAGE / "kit" / "clock.py"
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call)
        and ".".join(source.dotted(node.func).split(".")[-2:]) in readers
    ]
    assert found == []
