"""The text of a program file as plain values with the place of each, without trusting it.

Only mappings, lists and plain scalars exist: no anchors, no tags, no second document, no key twice.
A number with a point is a Decimal, never a float; dates and times of day stay texts. Nothing here
is recursive, and size, depth and length of numbers are bounded.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from regulars.core.checking import Path
from regulars.core.effects import Params

BYTES_MAX = 262_144
DEPTH_MAX = 24
Place = tuple[int, int]  # line and column, both counted from 1
START: Place = (1, 1)

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_DIGITS_MAX = 15
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


class ParseError(Exception):
    """The text cannot be read any further."""

    def __init__(self, code: str, place: Place, path: Path = (), **params: str | int) -> None:
        """Will hold what is wrong, and where."""
        super().__init__(code)
        self.code, self.place, self.path, self.params = code, place, path, params


class Parsed(Struct, frozen=True):
    """Plain values, and where each key and each value stands."""

    value: Any
    keys: dict[Path, Place]
    values: dict[Path, Place]

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Will give the place of a path, or of the nearest thing around it."""
        first = self.keys if key else self.values
        while path:
            found = first.get(path) or self.values.get(path)
            if found:
                return found
            path = path[:-1]
        return START


class _Open:
    """A mapping or a list that is not complete yet."""

    def __init__(self, value: dict[str, Any] | list[Any], path: Path) -> None:
        self.value, self.path, self.key = value, path, ""
        self.awaits_key = True

    def child(self) -> Path:
        """The path of the value that comes next."""
        return (*self.path, len(self.value) if isinstance(self.value, list) else self.key)

    def put(self, value: Any) -> None:
        """Will take a value in."""
        if isinstance(self.value, list):
            self.value.append(value)
        else:
            self.value[self.key] = value
            self.awaits_key = True


def parse(text: str) -> Parsed:
    """Will read a text. Raises ParseError for the first thing that is no plain YAML."""
    if len(text.encode("utf-8", "replace")) > BYTES_MAX:
        raise ParseError("file_too_large", START, most=BYTES_MAX)
    parsed = Parsed(None, {}, {})
    root = _Open([], ())
    stack = [root]
    documents = 0
    for event in _events(text):
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise ParseError("one_document_only", place)
        elif isinstance(event, NodeEvent):
            _node(event, place, stack, parsed)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            stack.pop()
    assert isinstance(root.value, list)
    return Parsed(root.value[0] if root.value else None, parsed.keys, parsed.values)


def _events(text: str) -> Iterator[Event]:
    try:
        yield from YAML(typ="rt", pure=True).parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else START
        raise ParseError("not_yaml", place, reason=str(error.problem or "")) from error
    except YAMLError as error:
        raise ParseError("not_yaml", START, reason="a character that cannot stand here") from error


def _node(event: NodeEvent, place: Place, stack: list[_Open], parsed: Parsed) -> None:
    top = stack[-1]
    within = top.child() if len(stack) > 1 else ()
    if isinstance(event, AliasEvent) or event.anchor:
        raise ParseError("alias_not_allowed", place, top.path)
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise ParseError("tag_not_allowed", place, top.path, tag=str(tag))
    if isinstance(top.value, dict) and top.awaits_key:
        _key(event, place, top, parsed)
        return
    nothing = isinstance(event, ScalarEvent) and event.start_mark.index == event.end_mark.index
    # Nothing stands where the next line begins; its key is what people look for.
    parsed.values[within] = parsed.keys.get(within, place) if nothing else place
    if isinstance(event, ScalarEvent):
        top.put(_scalar(event, place, within))
        return
    if len(stack) > DEPTH_MAX:
        raise ParseError("nested_too_deep", place, within, most=DEPTH_MAX)
    value: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
    assert isinstance(event, (MappingStartEvent, SequenceStartEvent))
    top.put(value)
    stack.append(_Open(value, within))


def _key(event: NodeEvent, place: Place, top: _Open, parsed: Parsed) -> None:
    if not isinstance(event, ScalarEvent):
        raise ParseError("key_not_a_word", place, top.path)
    key = str(event.value)
    path = (*top.path, key)
    if key in top.value:
        raise ParseError("key_repeated", place, path, name=key, line=parsed.keys[path][0])
    top.key, top.awaits_key = key, False
    parsed.keys[path] = place


def _scalar(event: ScalarEvent, place: Place, path: Path) -> str | int | bool | Decimal | None:
    text = str(event.value)
    if event.style is not None and event.style != "":
        return text
    if text in _WORDS:
        return _WORDS[text]
    whole = _INT.fullmatch(text)
    if not whole and not _DECIMAL.fullmatch(text):
        return text
    if len(text) > _DIGITS_MAX:
        raise ParseError("number_too_long", place, path, most=_DIGITS_MAX)
    return int(text) if whole else Decimal(text)


def params_of(fault: ParseError) -> Params:
    """Will give the parameters of a fault."""
    return dict(fault.params)
