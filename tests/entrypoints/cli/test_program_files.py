"""`regulars program validate`, `schema`, `plan`, `publish` and `versions` at a terminal."""

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.support.api import PROGRAM, own_database
from tests.support.fixtures import Database

from regulars.project.console import command_group

BROKEN = PROGRAM.replace("give:", "gvie:", 1)


def run(*words: str, text: str | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(command_group, ["program", *words], input=text)


def test_validate_is_silent_on_every_program_of_the_gallery() -> None:
    gallery = resources.files("regulars.gallery")
    files = [str(one) for one in gallery.iterdir() if one.name.endswith(".yaml")]
    assert len(files) >= 8
    result = run("validate", *files)
    assert (result.exit_code, result.output) == (0, "")


def test_validate_names_line_path_and_cure(tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    place = next(
        (number, line.index("gvie") + 1)
        for number, line in enumerate(BROKEN.splitlines(), 1)
        if "gvie" in line
    )
    result = run("validate", str(file))
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        f"{file}:{place[0]}:{place[1]} earn[0].gvie: 'gvie' is not a word here. "
        "— Did you mean give?"
    )
    found = json.loads(run("validate", str(file), "--json").stdout)
    assert found[str(file)][0]["code"] == "word_unknown"


def test_validate_reads_what_comes_through_a_pipe() -> None:
    assert run("validate", "-", text=PROGRAM).exit_code == 0
    assert run("validate", "-", text=BROKEN).exit_code == 1


def test_schema_is_json_schema() -> None:
    found = json.loads(run("schema").stdout)
    assert found["$ref"] == "#/$defs/Program"


@pytest.fixture
def published(server_dsn: Database, tmp_path: Path) -> Iterator[Path]:
    """A database with a merchant and a program of one version; commands commit."""
    with own_database(f"{server_dsn.name}_files"):
        file = tmp_path / "program.yaml"
        file.write_text(PROGRAM, encoding="utf-8")
        made = CliRunner().invoke(command_group, ["merchants", "create", "Shop", "--json"])
        merchant: dict[str, Any] = json.loads(made.stdout)[0]
        name = PROGRAM.split("\n", 1)[0].removeprefix("program: ")
        assert run("create", name, "--merchant-id", merchant["merchant_id"]).exit_code == 0
        assert run("publish", str(file)).exit_code == 0
        yield file


def test_plan_says_what_publishing_would_change(published: Path) -> None:
    assert run("plan", str(published)).stdout == "Nothing changes.\n"
    text = PROGRAM.replace("per: 1.00", "per: 2.00", 1)
    published.write_text(text, encoding="utf-8")
    assert "per was 1.00, is 2.00" in run("plan", str(published)).stdout
    assert run("publish", str(published), "--note", "half").exit_code == 0
    name = PROGRAM.split("\n", 1)[0].removeprefix("program: ")
    versions = json.loads(run("versions", name, "--json").stdout)
    assert [(one["number"], one["note"]) for one in versions] == [(1, ""), (2, "half")]


def test_what_is_wrong_is_not_published(published: Path) -> None:
    published.write_text(BROKEN, encoding="utf-8")
    assert run("publish", str(published)).exit_code == 1
    published.write_text(PROGRAM, encoding="utf-8")
    assert run("plan", str(published)).stdout == "Nothing changes.\n"
