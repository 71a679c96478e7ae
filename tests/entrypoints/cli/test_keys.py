"""From nothing to a first call of the API, by commands alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.support.api import PROGRAM, Api, own_database
from tests.support.fixtures import Database

from regulars.project.console import command_group


@pytest.fixture(scope="module", autouse=True)
def own(server_dsn: Database) -> Iterator[None]:
    """Commands commit: a copy of the migrated database, dropped at the end."""
    with own_database(f"{server_dsn.name}_commands"):
        yield


def run(*words: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(command_group, list(words))


def told(*words: str) -> Any:
    """What a command answers in JSON."""
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_merchant_program_version_key(tmp_path: Path) -> None:
    [merchant] = told("merchants", "create", "Corner shop")
    assert merchant in told("merchants", "list")
    owner = ("--merchant-id", merchant["merchant_id"])
    made = told(
        "program", "create", "corner-shop", *owner, "--test-clock", "2026-03-01T00:00:00+0200"
    )
    file = tmp_path / "program.yaml"
    file.write_text(PROGRAM, encoding="utf-8")
    [version] = told("program", "publish", str(file))
    assert version["number"] == 1

    key = told("keys", "create", "corner-shop", "--label", "web", "--scope", "members")
    assert key["text"].startswith("sk_test_")
    api = Api(key["text"], made["program_id"], merchant["merchant_id"])
    assert api.post("/v1/members", {"external_id": "ana"}).status == 201
    assert api.get("/v1/rewards").code == "key_lacks_scope"

    [listed] = told("keys", "list", "corner-shop")
    assert (listed["id"], listed["scopes"]) == (key["id"], "members")
    assert key["text"] not in json.dumps(listed)
    assert told("keys", "revoke", key["id"]) == {"id": key["id"], "revoked": True}
    assert told("keys", "list", "corner-shop")[0]["revoked_at"]


def test_what_is_not_there_is_said() -> None:
    for words in (
        ("keys", "list", "nowhere"), ("keys", "revoke", "key_nothing"),
        ("keys", "create", "nowhere", "--label", "x"),
    ):  # fmt: skip
        assert run(*words).exit_code != 0


def test_a_name_is_taken_once() -> None:
    [merchant] = told("merchants", "create", "Second shop")
    owner = ("--merchant-id", merchant["merchant_id"])
    told("program", "create", "tea-club", *owner)
    again = run("program", "create", "tea-club", *owner)
    assert again.exit_code != 0
    assert "already" in str(again.exception)
