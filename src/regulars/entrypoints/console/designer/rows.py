"""The rows of a list within a thing: one more of them, and some taken out."""

import re
from typing import Any

from regulars.core.checking import Path
from regulars.domains.programs import editing, fields
from regulars.domains.programs.fields import Typed
from regulars.entrypoints.console.designer.kinds import Kind
from regulars.entrypoints.console.designer.rule_fields import Group

NAME_MAX = 40
_SLUG = re.compile(r"[^a-z0-9]+")
_ROW = re.compile(r"[1-9][0-9]?", re.ASCII)


def named(title: str, kind: str, taken: list[str]) -> str:
    """Will make a name of a title that nothing else has."""
    base = _SLUG.sub("-", title.lower()).strip("-")[:NAME_MAX].strip("-")
    base = base if base[:1].isalpha() else f"{kind}-{base}".strip("-")
    count, name = 1, base
    while name in taken or name == "new":
        count += 1
        name = f"{base}-{count}"
    return name


def change(text: str, place: Path, kind: Kind, thing: Any, typed: dict[str, Typed]) -> str:
    """Will add the row that was typed to the file, and take out those that were ticked. Raises
    EditError."""
    if kind.rows is None:
        return text
    section = (*place, *kind.rows.section)
    more = _more(kind, thing, typed)
    if more is not None:
        text = editing.append(text, section, more)
    for row in _dropped(kind, typed):
        text = editing.remove(text, (*section, row))
    return text


def put_in(thing: dict[str, Any], kind: Kind, typed: dict[str, Typed]) -> dict[str, Any]:
    """Will do the same to a thing that is not in the file yet."""
    if kind.rows is None:
        return thing
    more = _more(kind, thing, typed)
    held = [*(editing.at(thing, kind.rows.section) or ()), *([more] if more is not None else ())]
    for row in _dropped(kind, typed):
        del held[row]
    return fields.put_in(thing, kind.rows.section, held) if held else thing


def droppable(kind: Kind, group: Group, typed: dict[str, Typed] | None) -> dict[str, Any]:
    """Will say whether a form offers to take a group's row out, and whether that is ticked."""
    there = [one for one in kind.groups if one.row and not one.more]
    if group not in there or len(there) + len(kind.more) < 2:
        return {}
    return {"row": group.row, "drop": str(group.row) in (typed or {}).get("drop", ())}


def _more(kind: Kind, thing: Any, typed: dict[str, Typed]) -> dict[str, Any] | None:
    """The row that was typed; None where nothing was, or only how all begin."""
    assert kind.rows is not None, "asked of kinds that have rows"
    depth = len(kind.rows.section) + 1
    made: dict[str, Any] = {}
    for field in kind.more:
        now = fields.value_of(field, typed.get(field.name, ()))
        if now is not None:
            made = fields.put_in(made, field.path[depth:], now)
    if not made.keys() - kind.rows.start.keys():
        return None
    held = editing.at(thing, kind.rows.section) or ()
    taken = [str(one.get("id")) for one in held if isinstance(one, dict)]
    return {"id": named(_begins(made), "rule", taken), **kind.rows.start, **made}


def _begins(made: dict[str, Any]) -> str:
    return next((word for word in ("multiply", "give", "issue") if word in made), "rule")


def _dropped(kind: Kind, typed: dict[str, Typed]) -> list[int]:
    """Places of rows that are ticked, the last one first."""
    count = sum(bool(one.row and not one.more) for one in kind.groups)
    rows = {int(one) - 1 for one in typed.get("drop", ()) if _ROW.fullmatch(one)}
    return sorted((row for row in rows if row < count), reverse=True)
