"""The command `regulars`: every command says what it does and shows an example."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from tests.support import database
from tests.support.fixtures import Database

from regulars.project.console import command_group


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command and sub-command by its words."""
    found: list[tuple[str, ...]] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += _commands(command, (*path, name))
    return found


def _command(path: tuple[str, ...]) -> click.Command:
    command: click.Command = command_group
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    return command


ALL = _commands(command_group)


def _run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", **variables}
    return subprocess.run(
        [sys.executable, "-m", "regulars", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_commands_of_the_database_are_there() -> None:
    wanted = {("db", name) for name in ("init", "start", "stop", "status", "psql")}
    assert wanted | {("up",), ("serve",), ("migrate",)} <= set(ALL)


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_command_says_what_it_does(path: tuple[str, ...]) -> None:
    assert _command(path).help


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_command_shows_an_example_that_exists(path: tuple[str, ...]) -> None:
    command = _command(path)
    if isinstance(command, click.Group):
        assert command.commands
    else:
        assert (command.epilog or "").startswith(f"Example: regulars {' '.join(path)}")


def test_help_needs_no_database(tmp_path: Path) -> None:
    said = _run("--help", REGULARS_DATA=str(tmp_path / "data"))
    assert said.returncode == 0
    assert "db" in said.stdout
    assert not (tmp_path / "data").exists()


def test_a_wrong_call_is_exit_code_2() -> None:
    assert _run("no-such-command").returncode == 2


def test_what_has_to_be_put_right_is_one_sentence(tmp_path: Path) -> None:
    said = _run("db", "status", REGULARS_DATA=str(tmp_path / "data"))
    assert said.returncode == 1
    assert said.stderr.startswith("regulars: There is no database in")
    assert len(said.stderr.splitlines()) == 1


def test_an_older_database_is_told_in_one_sentence(server_dsn: Database) -> None:
    name = f"{server_dsn.name}_older"
    database.create(name, "template0")
    try:
        said = _run("merchants", "list", **database.variables(name))
    finally:
        database.drop(name)
    assert said.stderr == (
        "regulars: The database is older than this program; run: regulars migrate\n"
    )
    assert said.returncode == 1
