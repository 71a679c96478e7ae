"""Plain values written in one line of a program file, as people write them."""

import re
from decimal import Decimal
from typing import Any

# What cannot be taken for anything but a text, wherever it stands.
_PLAIN = re.compile(r"[^\W\d_][\w./%+()-]*( [\w./%+()&’-]+)*|[0-9]{1,4} [a-z]{3,7}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = {"true", "false", "null"}
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def inline(value: Any) -> str:
    """Will write a value so that reading it gives the same again."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{inline(key)}: {inline(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(inline, value)) + "]"
    return _text(str(value))


def _text(text: str) -> str:
    plain = _PLAIN.fullmatch(text) or _DAY.fullmatch(text)
    if plain and text.lower() not in _WORDS:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(one: str) -> str:
    if one in _SHORT:
        return _SHORT[one]
    if one.isprintable():
        return one
    return f"\\U{ord(one):08x}"
