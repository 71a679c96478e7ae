"""Who may know whom: import-linter's contracts, and what they cannot see."""

import subprocess
import sys
import tomllib

from tests.support.source import PACKAGE, ROOT

HOT = ["wire", "flows", "entrypoints/fastlane"]

LOAD_HOT_PATH = """
import importlib, pkgutil, sys
for name in sys.argv[1:]:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, f"{name}."):
        importlib.import_module(module.name)
print(*sorted(name for name in sys.modules if name.split(".")[0] == "django"))
"""


def _contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(settings["tool"]["importlinter"]["contracts"])


def _hot_packages() -> list[str]:
    return [f"regulars.{name.replace('/', '.')}" for name in HOT if (PACKAGE / name).is_dir()]


def test_every_contract_is_kept() -> None:
    linted = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_the_hot_path_is_under_contract() -> None:
    [contract] = [one for one in _contracts() if "hot path" in str(one["name"])]
    assert contract["source_modules"] == _hot_packages()


def test_the_hot_path_never_loads_django() -> None:
    """Contracts follow imports that are written down; this follows those that happen."""
    loaded = subprocess.run(
        [sys.executable, "-c", LOAD_HOT_PATH, *_hot_packages()],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.split() == []
