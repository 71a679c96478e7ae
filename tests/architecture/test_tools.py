"""The table of what other tools do names tests that are there."""

import ast
import re

from tests.support import source
from tests.support.source import ROOT

TABLE = ROOT / "docs" / "reference" / "tools.md"
TOOLS = ("Bold loyalty points", "Smile.io", "S Loyalty", "Swell (Yotpo)")
MISSING = ("referrals",)  # what is not there yet


def test_every_capability_names_a_test_that_exists() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| tool")
    ]
    rows = [row for row in rows if not row[0].startswith("---")]
    assert {row[0] for row in rows} == set(TOOLS)
    for _, capability, where, shown in rows:
        named = re.fullmatch(r"`(tests/[\w/]+\.py)::(test_\w+)`", shown)
        if named is None:
            assert (capability in MISSING, where) == (True, "not there yet")
            continue
        tree = source.tree(ROOT / named[1])
        functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert named[2] in functions, named[0]
