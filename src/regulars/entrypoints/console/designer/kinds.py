"""What a kind of thing in the file is, and how its forms are made."""

from typing import Any

from msgspec import Struct

from regulars.core.checking import Path
from regulars.domains.programs.fields import Field
from regulars.entrypoints.console.designer.rule_fields import Group


class Shape(Struct, frozen=True, kw_only=True):
    """A common way to begin something new."""

    name: str
    label: str
    hint: str
    value: dict[str, Any]


class Kind(Struct, frozen=True, kw_only=True):
    """One kind of thing in the file: where they stand, what they are called, their form."""

    name: str
    section: Path
    heading: str
    one: str
    keyed: str  # "id" in a list, "name" in a mapping, "" for the only one
    groups: tuple[Group, ...]
    shapes: tuple[Shape, ...] = ()
    sentences: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields of its form."""
        return tuple(field for group in self.groups for field in group.fields)
