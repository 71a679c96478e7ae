"""What changes between two versions, by the names that the designer's forms have for it."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from msgspec import Struct

from regulars.core.program import Program
from regulars.domains.programs import plan
from regulars.domains.programs.plan import Change
from regulars.entrypoints.console.designer.kinds import Kind
from regulars.entrypoints.console.designer.tables import KINDS, PROGRAM

# Where the designer has no form of its own, or more than one.
_SECTIONS: Mapping[str, str] = {
    "currency": _("Money"), "time_zone": _("Time zone"), "earns_on": _("What counts"),
    "pays_for": _("What points pay for"), "stored_value": _("Stored value"),
    "tier_sets": _("Levels"), "events": _("Events"), "joining": _("Joining"),
    "households": _("Households"), "companies": _("Companies"), "cards": _("Cards"),
    "look": _("Look"), "redeeming": _("Redeeming"), "clawback": _("Returns"),
    "stages": _("Stages of customers"), "terms": _("Terms"),
}  # fmt: skip


class Line(Struct, frozen=True, kw_only=True):
    """One difference, and where it is."""

    kind: str
    where: str
    before: str
    after: str


class Part(Struct, frozen=True, kw_only=True):
    """A part of the program with what changes in it."""

    heading: str
    lines: tuple[Line, ...]


def parts(before: Program | None, after: Program) -> list[Part]:
    """Will list what changes; nothing where there is no version to compare with."""
    if before is None:
        return []
    lines = [(_heading(one.path[0]), _line(one, before, after))
             for one in plan.difference(before, after)]  # fmt: skip
    return [
        Part(heading=heading, lines=tuple(line for _heading, line in some))
        for heading, some in groupby(sorted(lines, key=_place), key=lambda one: one[0])
    ]


def _place(one: tuple[str, Line]) -> str:
    return one[0]


def _heading(section: str) -> str:
    kinds = (one for one in KINDS.values() if one.section[:1] == (section,))
    kind = next(kinds, None)
    return gettext(kind.heading if kind else _SECTIONS.get(section, PROGRAM.heading))


def _line(one: Change, before: Program, after: Program) -> Line:
    kind, rest = _kind(one.path)
    named: list[str] = []
    if kind.keyed and rest:
        named, rest = [_title(kind, rest[0], before, after)], rest[1:]
    field = max((it for it in kind.fields if it.path == rest[: len(it.path)]),
                key=lambda it: len(it.path), default=None)  # fmt: skip
    if field is not None:
        named, rest = [*named, gettext(field.label)], rest[len(field.path) :]
    elif kind is PROGRAM and rest[0] in _SECTIONS:
        rest = rest[1:]
    where = " › ".join([*named, *rest]) or _heading(one.path[0])
    return Line(kind=one.kind, where=where, before=one.before, after=one.after)


def _kind(path: tuple[str, ...]) -> tuple[Kind, tuple[str, ...]]:
    """Of which kind of thing a path speaks, and the path within them."""
    found = [one for one in KINDS.values() if path[: len(one.section)] == one.section]
    kind = max(found, key=lambda one: len(one.section))
    return kind, path[len(kind.section) :]


def _title(kind: Kind, key: str, before: Program, after: Program) -> str:
    for program in (after, before):
        held: Any = program
        for name in kind.section:
            held = getattr(held, str(name), None)
        things: Iterable[Any] = held.items() if isinstance(held, Mapping) else (
            (one.id, one) for one in held or ()
        )  # fmt: skip
        found = dict(things).get(key)
        if found is not None:
            called = getattr(found, "title", "") or getattr(found, "ask", "")
            return str(called or (getattr(found, "name", ()) or (key,))[0])
    return key
