"""Settings from the environment, each declared once with its meaning.

A secret may come from a file instead: `NAME_FILE` holds its path.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from regulars.kit.errors import SetupError


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, what it means, and what holds without it."""

    name: str
    meaning: str
    default: str | None = None

    def text(self) -> str | None:
        """The value: from the variable, from the file that NAME_FILE names, or the default."""
        value, path = os.environ.get(self.name), os.environ.get(f"{self.name}_FILE")
        if value is not None and path is not None:
            raise SetupError(f"Set either {self.name} or {self.name}_FILE, not both.")
        if path is None:
            return self.default if value is None else value
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SetupError(f"{self.name}_FILE cannot be read: {error}.") from error

    def given(self) -> bool:
        """Whether somebody set it."""
        return self.name in os.environ or f"{self.name}_FILE" in os.environ

    def flag(self) -> bool:
        """The value as yes or no."""
        value = (self.text() or "").lower()
        if value in {"1", "true", "yes", "on"}:
            return True
        if value in {"", "0", "false", "no", "off"}:
            return False
        raise SetupError(f"{self.name} is {value!r}; say yes or no.")

    def words(self) -> list[str]:
        """The value as a list, separated by commas."""
        return [word.strip() for word in (self.text() or "").split(",") if word.strip()]


_declared: dict[str, Setting] = {}


def declare(name: str, meaning: str, default: str | None = None) -> Setting:
    """Will make a setting known under its name, once."""
    assert name not in _declared, f"{name} is declared twice"
    _declared[name] = Setting(name, meaning, default)
    return _declared[name]


def declared() -> list[Setting]:
    """Every setting of the modules loaded so far, by name."""
    return [_declared[name] for name in sorted(_declared)]
