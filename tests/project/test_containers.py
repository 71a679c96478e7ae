"""The files for containers: what they name exists, and nothing secret has a default."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.support import source
from tests.support.source import ROOT

from regulars.kit.errors import SetupError
from regulars.project import options


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The services as they are read."""
    found: dict[str, Any] = YAML(typ="safe").load(ROOT / "compose.yaml")
    return found


def test_every_command_is_one_of_ours(compose: dict[str, Any]) -> None:
    for name in ("roles", "migrate", "app", "worker", "metrics"):
        words = compose["services"][name]["command"]
        done = subprocess.run(
            [sys.executable, "-m", "regulars", *words, "--help"], capture_output=True, check=False
        )
        assert done.returncode == 0, name


def test_each_waits_for_what_it_needs(compose: dict[str, Any]) -> None:
    for name in ("app", "worker", "metrics"):
        waits = compose["services"][name]["depends_on"]
        assert waits == {"migrate": {"condition": "service_completed_successfully"}}
    assert compose["services"]["roles"]["depends_on"]["database"]["condition"] == "service_healthy"


def test_no_port_of_the_machine_leads_to_the_figures(compose: dict[str, Any]) -> None:
    figures = compose["services"]["metrics"]
    assert "ports" not in figures
    assert compose["networks"]["figures"]["internal"] is True
    assert "figures" in figures["networks"]


def test_secrets_are_files_and_have_no_default(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert set(service["secrets"]) <= compose["secrets"].keys()
        for name, value in service["environment"].items():
            if any(word in name for word in ("PASSWORD", "KEY", "URL")):
                assert name.endswith("_FILE"), name
                assert str(value).removeprefix("/run/secrets/") in service["secrets"]


def test_the_image_runs_as_nobody_and_says_how_it_is() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert "USER 10001:10001" in lines
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    assert [line for line in lines if line.startswith(("ENTRYPOINT", "CMD"))] == [
        'ENTRYPOINT ["tini", "--", "regulars"]', 'CMD ["serve", "--host", "0.0.0.0"]',
    ]  # fmt: skip


@pytest.mark.parametrize("placeholder", ["changeme", "x" * 64, "secret-key-of-the-shop"])
def test_a_placeholder_is_no_key(placeholder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGULARS_SECRET_KEY", placeholder)
    with pytest.raises(SetupError, match="placeholder"):
        options.secret_key()


def test_a_key_may_be_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("0123456789abcdef" * 4 + "\n")
    monkeypatch.setenv("REGULARS_SECRET_KEY_FILE", str(tmp_path / "key"))
    assert options.secret_key() == "0123456789abcdef" * 4


def test_every_kind_of_file_is_packaged() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        packaged = tomllib.load(file)["tool"]["setuptools"]["package-data"]["*"]
    kept = [path for path in source.files() if path.is_relative_to(source.PACKAGE)]
    assert kept
    left_out = {
        path.name for path in kept
        if path.suffix != ".py" and f"*{path.suffix}" not in packaged and path.name not in packaged
    }  # fmt: skip
    assert not left_out
