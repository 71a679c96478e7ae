"""Fields of forms over a program file: what stands at a path as people type it, and back.

A field that cannot express what stands in the file is blocked: forms leave it alone.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

from regulars.core.checking import Path
from regulars.domains.programs.editing import at, put, remove

Holds = Literal["text", "words", "whole", "number", "choice", "several", "date", "maybe",
                "points", "pair"]  # fmt: skip
Typed = tuple[str, ...]
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,13})")
_NUMBER = re.compile(r"[-+]?[0-9]{1,12}([.,][0-9]{1,9})?")
_MAYBE = {"yes": True, "no": False}


class Field(Struct, frozen=True, kw_only=True):
    """One field: its name in the form, its place in the thing, and what it holds. `choices` are
    fixed, or of the program (`points`, `rewards`, `levels`)."""

    name: str
    path: Path
    holds: Holds = "text"
    label: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    of: str = ""


def typed(field: Field, thing: Any) -> Typed | None:
    """Will give what stands there as it would be typed, None where no typing can express it."""
    above = [(at(thing, field.path[:depth]), part) for depth, part in enumerate(field.path)]
    if not all(one is None or _leads_on(one, part) for one, part in above):
        return None
    value = at(thing, field.path)
    if value is None:
        return ("", "") if field.holds in ("points", "pair") else ()
    match field.holds:
        case "points":
            return _one_amount(value)
        case "pair":
            fits = isinstance(value, list) and len(value) == 2
            return tuple(map(str, value)) if fits else None
        case "words" | "several":
            return _listed(field, value)
        case "maybe":
            return ("yes" if value else "no",) if isinstance(value, bool) else None
    if isinstance(value, (dict, list, bool)):
        return None
    known = [one for one, _ in field.choices]
    return None if known and str(value) not in known else (str(value),)


def _leads_on(value: Any, part: str | int) -> bool:
    """A form changes what is in a list; it begins none."""
    return isinstance(value, dict) if isinstance(part, str) else isinstance(value, list)


def _one_amount(value: Any) -> Typed | None:
    if not isinstance(value, dict) or len(value) != 1:
        return None
    ((name, amount),) = value.items()
    return None if isinstance(amount, (dict, list, bool)) else (str(amount), str(name))


def _listed(field: Field, value: Any) -> Typed | None:
    words = value if isinstance(value, list) else [value]
    if any(isinstance(one, (dict, list, bool)) for one in words):
        return None
    texts = [str(one) for one in words]
    if field.holds == "several":
        return tuple(texts)
    return None if any("," in one for one in texts) else (", ".join(texts),)


def value_of(field: Field, sent: Typed) -> Any:
    """Will give the plain value that was typed; None for nothing. What is no number stays a text,
    so that reading the program says what is wrong with it."""
    texts = [one.strip() for one in sent]
    match field.holds:
        case "several":
            return [one for one in texts if one] or None
        case "words":
            words = [one.strip() for one in "".join(texts[:1]).split(",")]
            return [one for one in words if one] or None
        case "pair":
            return texts if any(texts) else None
        case "points":
            amount, name = (*texts, "", "")[:2]
            return {name: _number(amount)} if amount and name else None
        case "maybe":
            return _MAYBE.get("".join(texts))
        case "whole" | "number":
            return _number("".join(texts)) if any(texts) else None
    return "".join(texts) or None


def _number(text: str) -> int | Decimal | str:
    if _WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else text


def put_in(held: Any, path: Path, value: Any) -> Any:
    """Will set a value in plain values; None and what is empty is taken out of a mapping. A list on
    the way is there from the start."""
    head, *rest = path
    made: Any = list(held) if isinstance(held, list) else dict(held)
    inner = made[head] if isinstance(head, int) or head in made else {}
    if rest:
        value = put_in(inner, tuple(rest), value)
    if value in (None, {}) and isinstance(made, dict):
        made.pop(head, None)
    else:
        made[head] = value
    return made


def change(
    text: str, place: Path, fields: Sequence[Field], thing: Any, sent: Mapping[str, Typed]
) -> str:
    """Will write into the file what was typed otherwise than it stands there, and nothing else.

    Raises EditError where the file is written in a way that only its author can change.
    """
    for field in fields:
        before = typed(field, thing)
        now = value_of(field, sent.get(field.name, ()))
        if before is None or now == value_of(field, before):
            continue
        path = (*place, *field.path)
        text = put(text, path, now) if now is not None else remove(text, path)
    return text


def untouched(fields: Sequence[Field], thing: Any) -> list[str]:
    """Will name the words of a thing that its form does not show, as they stand in the file."""
    free = {field.path for field in fields if typed(field, thing) is not None}
    lists = {
        field.path[:depth] for field in fields
        for depth, part in enumerate(field.path) if isinstance(part, int)
    }  # fmt: skip
    return sorted(
        {".".join(map(str, path)) for path in _leaves(thing, lists) if not _within(path, free)}
    )


def _leaves(value: Any, lists: set[Path], path: Path = ()) -> list[Path]:
    """Lists are whole, but for those that the form looks into."""
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list) and path in lists:
        inside = list(enumerate(value))
    else:
        return [path]
    return [leaf for key, one in inside for leaf in _leaves(one, lists, (*path, key))]


def _within(path: Path, covered: set[Path]) -> bool:
    return any(path[: len(one)] == one for one in covered) or path[-1:] == ("id",)
