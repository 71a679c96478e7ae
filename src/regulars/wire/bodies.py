"""What was sent becomes a value of the call's type, or a problem that points at the wrong place.

Total: any bytes give one of the two. What PostgreSQL cannot keep (a NUL, half a character) is
refused here.
"""

import re
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from regulars.wire.problems import FieldProblem, Problem, problem

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_AT = re.compile(r"^(?P<what>.*?)(?: - at `(?:key in )?\$(?P<path>.*)`)?$", re.DOTALL)
_FIELD = re.compile(r"(?:unknown field|missing required field) `(?P<name>.*)`", re.DOTALL)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")


def read_body(raw: bytes, into: Any) -> Any:
    """Will read JSON as a value of a type. Problems: body_unreadable, body_invalid."""
    try:
        # Looked at byte by byte only where there may be one.
        if b"\\u0000" in raw and _NUL.search(raw):
            return _unkeepable(raw)
        return msgspec.json.decode(raw, type=into)
    except msgspec.ValidationError as error:
        return invalid("body_invalid", str(error))
    except (msgspec.DecodeError, UnicodeDecodeError):
        if _HALF.search(raw):
            field = FieldProblem(pointer="", detail="Half of a surrogate pair is no character.")
            return problem("body_invalid", errors=(field,), reason=field.detail)
        return problem("body_unreadable")
    except RecursionError:
        return problem("body_unreadable")


def read_query(text: str, into: Any) -> Any:
    """Will read a query string as a value of a type. Problem: query_invalid."""
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        return problem("query_invalid", reason="it is not UTF-8 or too long")
    values = dict(pairs)
    if len(values) != len(pairs):
        return problem("query_invalid", reason="a parameter is given twice")
    if any("\0" in part for pair in pairs for part in pair):
        return problem("query_invalid", reason="a NUL character cannot be kept")
    if into is None:
        if values:
            name = min(values)
            return problem("query_invalid", reason=f"there is no parameter “{name}” here")
        return None
    try:
        return msgspec.convert(values, into, strict=False)
    except msgspec.ValidationError as error:
        return invalid("query_invalid", str(error))


def invalid(code: str, said: str) -> Problem:
    """Will point at what a value's check complained of."""
    match = _AT.match(said)
    assert match, "the pattern takes any text"
    pointer = "".join(
        "/" + (name or index).replace("~", "~0").replace("/", "~1")
        for name, index in _STEP.findall(match["path"] or "")
    )
    field = _FIELD.search(match["what"])
    if field:
        pointer += "/" + field["name"].replace("~", "~0").replace("/", "~1")
    detail = match["what"] + "."
    return problem(code, errors=(FieldProblem(pointer=pointer, detail=detail),), reason=detail)


def _unkeepable(raw: bytes) -> Problem:
    pointer = _nul_in(msgspec.json.decode(raw)) or ""
    field = FieldProblem(pointer=pointer, detail="A NUL character cannot be kept.")
    return problem("body_invalid", errors=(field,), reason=field.detail)


def _nul_in(value: Any) -> str | None:
    """The pointer of the first text with a NUL; a key's is that of its object."""
    if isinstance(value, str):
        return "" if "\0" in value else None
    if isinstance(value, dict):
        if any("\0" in key for key in value):
            return ""
        steps = [(str(key), one) for key, one in value.items()]
    elif isinstance(value, list):
        steps = [(str(index), one) for index, one in enumerate(value)]
    else:
        return None
    for key, one in steps:
        found = _nul_in(one)
        if found is not None:
            return "/" + key.replace("~", "~0").replace("/", "~1") + found
    return None
