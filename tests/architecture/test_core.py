"""Core is pure: what the rules mean may depend on nothing but what it is given."""

import ast
import sys

from tests.support import source
from tests.support.source import at

PURE_LIBRARIES = {"msgspec"}
IMPURE_MODULES = {
    "asyncio", "ctypes", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random",
    "secrets", "shutil", "signal", "socket", "sqlite3", "subprocess", "sys", "tempfile",
    "threading", "time", "urllib",
}  # fmt: skip
IMPURE_CALLS = {"open", "input", "print", "eval", "exec", "breakpoint", "__import__"}
# Whatever object they are called on: the clock, randomness and files behind pure modules.
IMPURE_METHODS = {"now", "utcnow", "today", "uuid1", "uuid4", "read_text", "write_text", "getenv"}


def _imports() -> list[tuple[str, str, str]]:
    """Where, what, and the first part of it."""
    return [
        (at(path, line, name), name, name.split(".", 1)[0])
        for path in source.python("src/regulars/core")
        for line, name in source.imported(path)
    ]


def test_core_imports_the_standard_library_and_msgspec_only() -> None:
    allowed = sys.stdlib_module_names | PURE_LIBRARIES
    found = [
        where
        for where, name, first in _imports()
        if first not in allowed and not name.startswith("regulars.core")
    ]
    assert found == []


def test_core_imports_nothing_that_reaches_outside() -> None:
    assert [where for where, _, first in _imports() if first in IMPURE_MODULES] == []


def test_core_calls_nothing_that_reaches_outside() -> None:
    found = []
    for path in source.python("src/regulars/core"):
        for node in ast.walk(source.tree(path)):
            if not isinstance(node, ast.Call):
                continue
            name = source.dotted(node.func)
            method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if name in IMPURE_CALLS or method in IMPURE_METHODS:
                found.append(at(path, node.lineno, name or method))
    assert found == []
