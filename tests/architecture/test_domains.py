"""Domains keep to themselves where imports cannot see it: in SQL and in models."""

import ast
import re
from pathlib import Path

from tests.architecture.test_sizes import STATEMENT_LINES_MAX
from tests.support import source
from tests.support.source import PACKAGE, at

from regulars.kit.pg.sql import Statements

DOMAINS = sorted(path.name for path in (PACKAGE / "domains").iterdir() if path.is_dir())
_TABLE = re.compile(
    r"\b(?:from|join|into|update|table)\s+(?:only\s+)?\"?([a-z][a-z0-9_]*)", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\b(now|clock_timestamp|statement_timestamp|random|gen_random_uuid|uuidv7)\s*\("
    r"|\bcurrent_(date|time|timestamp)\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM)\s", re.DOTALL
)
# What a model may have besides its columns.
_ALLOWED_METHODS = {"__str__"}


def _files() -> list[tuple[Path, Statements]]:
    return [
        (path, Statements(path.read_text(encoding="utf-8")))
        for path in source.files()
        if path.suffix == ".sql" and path.is_relative_to(PACKAGE)
    ]


def _statements() -> list[tuple[Path, str, str]]:
    """File, name and body without comments, of each named statement."""
    return [(path, name, body) for path, file in _files() for name, body in file.bodies.items()]


def _lines(part: str) -> int:
    """Of a statement, or of what several share, as it is written."""
    return sum(not line.startswith("--") for line in part.strip().splitlines())


def test_statements_name_their_own_tables_only() -> None:
    found = []
    for path, name, body in _statements():
        own = path.relative_to(PACKAGE / "domains").parts[0]
        for table in _TABLE.findall(body):
            prefix = table.split("_", 1)[0]
            if prefix in DOMAINS and prefix != own:
                found.append(at(path, 1, f"{name} names {table}"))
    assert found == []


def test_statements_get_ids_and_times_as_parameters() -> None:
    found = [at(path, 1, name) for path, name, body in _statements() if _CLOCK.search(body)]
    assert found == []


def test_statements_are_short() -> None:
    found = [
        at(path, 1, f"{name} has {lines} lines, {STATEMENT_LINES_MAX} at most")
        for path, file in _files()
        for name, part in file.text.items()
        if (lines := _lines(part)) > STATEMENT_LINES_MAX
    ]
    assert found == []


def test_statements_live_in_sql_files() -> None:
    """SQL inside Python would escape the tests above; migrations and kit.pg are its other homes."""
    found = [
        at(path, node.lineno, str(node.value)[:40])
        for path in source.python("src", migrations=False)
        if not path.is_relative_to(PACKAGE / "kit" / "pg")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _STATEMENT.match(node.value)
        and any(table.split("_", 1)[0] in DOMAINS for table in _TABLE.findall(node.value))
    ]
    assert found == []


def test_models_are_tables_and_nothing_else() -> None:
    found = [
        at(path, item.lineno, f"{model.name}.{item.name}")
        for path in source.python("src/regulars/domains")
        if path.name == "models.py"
        for model in ast.walk(source.tree(path))
        if isinstance(model, ast.ClassDef)
        for item in model.body
        if isinstance(item, ast.FunctionDef) and item.name not in _ALLOWED_METHODS
    ]
    assert found == []


def test_tables_carry_the_name_of_their_domain() -> None:
    found = [
        at(path, node.lineno, ast.unparse(node))
        for path in source.python("src/regulars/domains")
        if path.name == "models.py"
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Assign)
        and ast.unparse(node.targets[0]) == "db_table"
        and not ast.literal_eval(node.value).startswith(f"{path.parent.name}_")
    ]
    assert found == []


def test_nothing_happens_by_signal() -> None:
    found = [
        at(path, line, name)
        for path in source.python("src")
        for line, name in source.imported(path)
        if name.startswith(("django.dispatch", "django.db.models.signals", "django.core.signals"))
    ]
    assert found == []


def test_managers_have_no_logic() -> None:
    found = [
        at(path, node.lineno, node.name)
        for path in source.python("src")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.ClassDef)
        and any(source.dotted(base).endswith(("Manager", "QuerySet")) for base in node.bases)
    ]
    assert found == []
