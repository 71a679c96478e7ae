"""The repository's own files, as the architecture's tests read them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "regulars"


@cache
def files() -> tuple[Path, ...]:
    """What git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    known = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(path for path in known if path.is_file()))


def python(*below: str, migrations: bool = True) -> list[Path]:
    """Python files below these folders; below none: all."""
    folders = [ROOT / name for name in below] or [ROOT]
    return [
        path
        for path in files()
        if path.suffix == ".py"
        and any(path.is_relative_to(folder) for folder in folders)
        and (migrations or "migrations" not in path.parts)
    ]


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> list[tuple[int, str]]:
    """Line and full name of everything that the file imports, inside functions too."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def dotted(node: ast.expr) -> str:
    """`a.b.c` for such an expression, else what its end says."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def at(path: Path, line: int, what: str) -> str:
    """A finding as an editor can open it."""
    return f"{path.relative_to(ROOT)}:{line}: {what}"
