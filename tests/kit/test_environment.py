"""Settings come from a variable or from the file that another variable names."""

from pathlib import Path

import pytest

from regulars.kit.environment import Setting, declared
from regulars.kit.errors import SetupError

SETTING = Setting("REGULARS_EXAMPLE", "An example.", "ten")


def test_the_variable_then_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert SETTING.text() == "ten"
    monkeypatch.setenv("REGULARS_EXAMPLE", "")
    assert SETTING.text() == ""
    monkeypatch.setenv("REGULARS_EXAMPLE", "twelve")
    assert SETTING.text() == "twelve"


def test_a_secret_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush\n")
    monkeypatch.setenv("REGULARS_EXAMPLE_FILE", str(tmp_path / "secret"))
    assert SETTING.text() == "hush"
    monkeypatch.setenv("REGULARS_EXAMPLE", "loud")
    with pytest.raises(SetupError, match="not both"):
        SETTING.text()


def test_a_file_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REGULARS_EXAMPLE_FILE", str(tmp_path / "nothing"))
    with pytest.raises(SetupError, match="REGULARS_EXAMPLE_FILE"):
        SETTING.text()


@pytest.mark.parametrize(
    ("value", "meant"), [("yes", True), ("1", True), ("no", False), ("", False)]
)
def test_yes_and_no(monkeypatch: pytest.MonkeyPatch, value: str, *, meant: bool) -> None:
    monkeypatch.setenv("REGULARS_EXAMPLE", value)
    assert SETTING.flag() is meant


def test_neither_yes_nor_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGULARS_EXAMPLE", "perhaps")
    with pytest.raises(SetupError, match="perhaps"):
        SETTING.flag()


def test_every_setting_says_what_it_means() -> None:
    assert all(setting.meaning.endswith((".", "name")) for setting in declared())
    assert all(setting.name.startswith("REGULARS_") for setting in declared()[1:])
