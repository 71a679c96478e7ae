"""One thing of the file as a form: shown, changed, added, taken out. The file stays the truth."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from msgspec import Struct

from regulars.core.checking import Path
from regulars.core.program import Program
from regulars.domains.programs import editing, fields
from regulars.domains.programs.contracts import FileProblem
from regulars.domains.programs.fields import Field, Typed
from regulars.domains.programs.reader import read
from regulars.entrypoints.console.designer import rows
from regulars.entrypoints.console.designer.kinds import Kind, Shape
from regulars.entrypoints.console.designer.outline import Thing, things
from regulars.entrypoints.console.designer.rows import named
from regulars.entrypoints.console.designer.rule_fields import Group
from regulars.entrypoints.console.designer.tables import LEVEL

DAY = timedelta(days=1)
_0 = Decimal(0)
POINTS = ("give", "reach", "turn", "price")
LATER = {"reward_unreachable"}  # first the reward, then the rule that gives it


class Edit(Struct, frozen=True, kw_only=True):
    """What a form would make of the file, and what would be wrong with that."""

    text: str
    name: str
    program: Program | None
    problems: tuple[FileProblem, ...]
    place: Path


def sent(kind: Kind, data: QueryDict) -> dict[str, Typed]:
    """Will read what was typed into a form of a kind."""
    found: dict[str, Typed] = {}
    for field in (*kind.fields, *kind.more):
        texts = [one.replace("\0", "").replace("\r\n", "\n") for one in data.getlist(field.name)]
        if field.holds in ("points", "pair"):
            texts = [*texts[:1], *data.getlist(f"{field.name}.of")[:1]]
        found[field.name] = tuple(texts)
    return found | ({"drop": tuple(data.getlist("drop"))} if kind.rows else {})


def begun(shape: Shape, values: dict[str, Any], today: date) -> dict[str, Any]:
    """Will give a new thing as it begins, with the program's own points, rewards and segments in
    it, and days that begin tomorrow."""
    points, rewards, segments = (
        list(held) if isinstance(held := values.get(word), dict) else []
        for word in ("points", "rewards", "segments")
    )

    def filled(word: str, value: Any) -> Any:
        if word in POINTS and points:
            return {points[0]: next(iter(value.values()))}
        if word in ("issue", "into"):
            return rewards[0] if rewards else None
        if word == "audience":
            return segments[:1]
        if word in ("title", "ask"):
            return gettext(value)
        if word == "dates":
            last = today + timedelta(days=value["days"])
            return {"from": (today + DAY).isoformat(), "to": last.isoformat()}
        if isinstance(value, dict) and word not in POINTS:
            return mapping(value)
        return [mapping(one) for one in value] if _of_mappings(value) else value

    def mapping(held: dict[str, Any]) -> dict[str, Any]:
        found = {word: filled(word, value) for word, value in held.items()}
        return {word: value for word, value in found.items() if value not in (None, [])}

    made = mapping(shape.value)
    return made | {"from": _above(values)} if "from" in made and _above(values) else made


def _of_mappings(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _above(values: dict[str, Any]) -> Decimal:
    """Twice what the highest level asks."""
    levels = things(LEVEL, values)
    lines = [one.value.get("from") for one in levels]
    return 2 * max((Decimal(one) for one in lines if isinstance(one, (int, Decimal))), default=_0)


def changed(text: str, kind: Kind, one: Thing, typed: dict[str, Typed]) -> Edit:
    """Will put what was typed into the file. Raises EditError."""
    place = (*kind.section, one.index) if kind.keyed else kind.section
    after = fields.change(text, place, kind.fields, one.value, typed)
    after = rows.change(after, place, kind, one.value, typed)
    return _edit(text, after, one.name, place)


def added(
    text: str, values: dict[str, Any], kind: Kind, start: dict[str, Any], typed: dict[str, Typed]
) -> Edit:
    """Will add a thing to the file. Raises EditError."""
    taken = [one.name for one in things(kind, values)]
    titles = ("".join(typed.get(one, ())[:1]) for one in ("title", "called", "ask"))
    title = next(filter(None, titles), "")
    name = named(title or str(start.get("on") or start.get("kind") or ""), kind.name, taken)
    held = dict(start)
    for field in kind.fields:
        before = fields.typed(field, held)
        now = fields.value_of(field, typed.get(field.name, ()))
        if before is not None and now != fields.value_of(field, before):
            held = fields.put_in(held, field.path, now)
    held = rows.put_in(held, kind, typed)
    if kind.keyed == "id":
        after = editing.append(text, kind.section, {"id": name, **held})
        index: str | int = len(editing.at(values, kind.section) or ())
    else:
        after, index = editing.put(text, (*kind.section, name), held), name
    return _edit(text, after, name, (*kind.section, index))


def removed(text: str, kind: Kind, one: Thing) -> Edit:
    """Will take a thing out of the file. Raises EditError."""
    place = (*kind.section, one.index)
    return _edit(text, editing.remove(text, place), one.name, place)


def _edit(before: str, after: str, name: str, place: Path) -> Edit:
    """Only what is wrong now and was not before is the form's doing."""
    found, known = read(after), read(before)
    old = (
        set() if isinstance(known, Program)
        else {(one.code, one.path, str(one.params)) for one in known}
    )  # fmt: skip
    problems = [] if isinstance(found, Program) else found
    return Edit(
        text=after, name=name, place=place,
        program=found if isinstance(found, Program) else None,
        problems=tuple(
            one for one in problems
            if one.code not in LATER and (one.code, one.path, str(one.params)) not in old
        ),
    )  # fmt: skip


def shown(
    kind: Kind, thing: Any, values: dict[str, Any], typed: dict[str, Typed] | None = None,
    edit: Edit | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Will say the form as plain values for its template, errors beside their fields."""
    errors: dict[str, list[str]] = {}
    for one in edit.problems if edit else ():
        name = _field_of(kind, one, edit.place if edit else ())
        errors.setdefault(name, []).append(f"{one.sentence} {one.cure}")
    groups = []
    for group in kind.groups:
        shown_ = [_field(one, thing, values, typed, errors) for one in group.fields]
        filled = any(one["filled"] or one["error"] for one in shown_)
        groups.append({
            "label": _label(kind, group), "fields": shown_,
            "folded": group.optional, "open": filled,
        } | rows.droppable(kind, group, typed))  # fmt: skip
    return {
        "groups": groups,
        "wrong": errors.get("", []),
        # Of the whole program all else has a form or a page of its own.
        "untouched": fields.untouched(kind.fields, thing) if kind.section else [],
    }


def _label(kind: Kind, group: Group) -> str:
    if not group.label:
        return ""
    several = sum(bool(one.row and not one.more) for one in kind.groups) > 1
    if several and group.row and not group.more:
        return gettext("What it gives: rule %(n)s") % {"n": group.row}
    return gettext(group.label)


def _field_of(kind: Kind, problem: FileProblem, place: Path) -> str:
    """The field that a problem belongs to: the one whose place is nearest around it."""
    if problem.path[: len(place)] != place:
        return ""
    inside = problem.path[len(place) :]
    word = problem.params.get("word")
    if problem.code in ("word_missing", "kind_needs") and isinstance(word, str):
        inside = (*inside, word)
    found = [one for one in (*kind.fields, *kind.more) if inside[: len(one.path)] == one.path]
    return max(found, key=lambda one: len(one.path)).name if found else ""


def _field(
    field: Field, thing: Any, values: dict[str, Any], typed: dict[str, Typed] | None,
    errors: dict[str, list[str]],
) -> dict[str, Any]:  # fmt: skip
    held = fields.typed(field, thing)
    now = typed[field.name] if typed is not None and held is not None else held
    texts = list(now or ())
    return {
        "name": field.name, "label": gettext(field.label), "holds": field.holds,
        "hint": gettext(field.hint) if field.hint else "",
        "blocked": held is None,
        "value": texts[0] if texts else "",
        "second": texts[1] if len(texts) > 1 else "",
        "values": texts,
        "filled": held is None or any(texts[:1]),
        "choices": _choices(field, values, texts),
        "error": " ".join(errors.get(field.name, [])),
    }  # fmt: skip


def _choices(field: Field, values: dict[str, Any], texts: list[str]) -> list[tuple[str, str]]:
    if not field.of:
        return [(value, gettext(label)) for value, label in field.choices]
    if field.of == "levels":
        rows = editing.at(values, ("tiers", "levels")) or []
        found = [(str(one["id"]), str(one.get("title") or one["id"])) for one in rows
                 if isinstance(one, dict) and "id" in one]  # fmt: skip
    else:
        held = values.get(field.of)
        named = held.items() if isinstance(held, dict) else ()
        found = [(name, _called(name, one)) for name, one in named]
    known = {name for name, _title in found}
    wanted = texts[1:2] if field.holds == "points" else texts
    found += [(one, one) for one in wanted if one and one not in known]
    return [("", gettext("nothing")), *found] if field.holds == "choice" else found


def _called(name: str, one: Any) -> str:
    if not isinstance(one, dict):
        return name
    called = one.get("name")
    return str(called[1] if isinstance(called, list) and len(called) > 1
               else one.get("title") or name)  # fmt: skip
