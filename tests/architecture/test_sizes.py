"""Files stay small: growth adds files, not lines. There is no list of exceptions but migrations."""

import ast

from tests.support import source
from tests.support.source import at

FILE_LINES_MAX = {"src": 300, "tests": 400}
FUNCTION_LINES_MAX = 60
STATEMENT_LINES_MAX = 40
COLUMNS_MAX = 100


def test_files_are_short() -> None:
    long = [
        at(path, lines, f"{lines} lines, {limit} at most")
        for folder, limit in FILE_LINES_MAX.items()
        for path in source.python(folder, migrations=False)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > limit
    ]
    assert long == []


def test_functions_are_short() -> None:
    long = [
        at(path, node.lineno, f"{node.name} has {lines} lines, {FUNCTION_LINES_MAX} at most")
        for path in source.python("src", "tests", migrations=False)
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES_MAX
    ]
    assert long == []


def test_lines_are_short() -> None:
    long = [
        at(path, number, f"{len(line)} characters, {COLUMNS_MAX} at most")
        for path in source.python(migrations=False)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > COLUMNS_MAX
    ]
    assert long == []
