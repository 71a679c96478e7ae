"""What a kind of thing in the file is, and how its forms are made."""

from typing import Any

from django.utils.translation import gettext_noop as _
from msgspec import Struct, structs

from regulars.core.checking import Path
from regulars.domains.programs.editing import at
from regulars.domains.programs.fields import Field
from regulars.entrypoints.console.designer.rule_fields import Group

ROWS_MAX = 20
"""A form shows so many of a list; the file may hold more."""


class Shape(Struct, frozen=True, kw_only=True):
    """A common way to begin something new."""

    name: str
    label: str
    hint: str
    value: dict[str, Any]


class Rows(Struct, frozen=True, kw_only=True):
    """A list within a thing: each row has the same fields, and one more begins with `start`."""

    section: Path
    fields: tuple[Field, ...]
    start: dict[str, Any]
    after: int  # behind so many groups of the form


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
    rows: Rows | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields of its form, but for those of a row that is not there yet."""
        return tuple(one for group in self.groups if not group.more for one in group.fields)

    @property
    def more(self) -> tuple[Field, ...]:
        """The fields of a row that is not there yet."""
        return tuple(one for group in self.groups if group.more for one in group.fields)

    def fitted(self, thing: Any) -> "Kind":
        """Will give the kind with a group for each row of a thing's list, and one for one more."""
        if self.rows is None:
            return self
        held = at(thing, self.rows.section)
        count = min(len(held), ROWS_MAX) if isinstance(held, list) else 0
        groups = [_row(self.rows, row) for row in range(1, count + 1)]
        if held is None or (isinstance(held, list) and len(held) == count < ROWS_MAX):
            more = _row(self.rows, count + 1)
            groups.append(
                structs.replace(more, label=_("One more rule"), more=True, optional=count > 0)
            )
        here = self.rows.after
        return structs.replace(self, groups=(*self.groups[:here], *groups, *self.groups[here:]))


def _row(rows: Rows, row: int) -> Group:
    """The first one's fields have their plain names."""
    behind = f"-{row}" if row > 1 else ""
    fields = tuple(
        structs.replace(
            one, name=f"{one.name}{behind}", path=(*rows.section, row - 1, *one.path)
        )
        for one in rows.fields
    )  # fmt: skip
    return Group(label=_("What it gives"), fields=fields, row=row)
