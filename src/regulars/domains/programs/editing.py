"""A program file changed in one place: everything else, comments and order included, stays as it
was written, letter by letter.

ruamel says where each thing stands; only the letters of what changes are replaced. What comes out
is read again: if it does not say exactly what was meant, nothing is changed and `EditError` says
so. That is what keeps odd ways of writing safe.
"""

import copy
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from regulars.core.checking import Path
from regulars.domains.programs.inline import inline
from regulars.domains.programs.parsing import ParseError, parse


class EditError(Exception):
    """The text is written in a way that only its author can change."""


def put(text: str, path: Path, value: Any) -> str:
    """Will set what stands at a path, adding the mappings that lead there. Raises EditError."""
    expected = _with(_value(text), path, value)
    return _checked(_put(text, path, value), expected)


def append(text: str, path: Path, value: Any) -> str:
    """Will add a value to the end of a list, making the list if there is none."""
    before = _value(text)
    held = at(before, path)
    if held in (None, []):
        return put(text, path, [value])
    node = _nodes(text, path)[-1]
    if not isinstance(held, list) or not isinstance(node, SequenceNode):
        raise EditError
    return _checked(_added(text, node, inline(value)), _with(before, path, [*held, value]))


def remove(text: str, path: Path) -> str:
    """Will take out what stands at a path, with its key; a collection that is empty then goes, too.

    Raises EditError.
    """
    before = _value(text)
    while len(path) > 1 and isinstance(at(before, path[:-1]), (dict, list)):
        if len(at(before, path[:-1])) > 1 or isinstance(path[-2], int):
            break
        path = path[:-1]
    expected = copy.deepcopy(before)
    inside = at(expected, path[:-1])
    try:
        del inside[path[-1]]
    except (KeyError, IndexError, TypeError) as error:
        raise EditError from error
    return _checked(_removed(text, _nodes(text, path[:-1])[-1], path[-1]), expected)


def at(value: Any, path: Path) -> Any:
    """Will give the plain value at a path; None where nothing stands."""
    for part in path:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _value(text: str) -> Any:
    try:
        return parse(text).value
    except ParseError as error:
        raise EditError from error


def _checked(after: str, expected: Any) -> str:
    try:
        found = parse(after).value
    except ParseError as error:
        raise EditError from error
    if found != expected:
        raise EditError
    return after


def _with(value: Any, path: Path, new: Any) -> Any:
    """The plain values with one of them set."""
    if not path:
        return new
    if value is None:
        value = {}
    made = copy.copy(value)
    try:
        inner = made[path[0]] if not isinstance(made, dict) else made.get(path[0])
        made[path[0]] = _with(inner, path[1:], new)
    except (IndexError, TypeError) as error:
        raise EditError from error
    return made


def _nodes(text: str, path: Path) -> list[Node]:
    """The nodes along a path, as far as they exist; the whole file first."""
    node = YAML(typ="rt", pure=True).compose(text)
    if node is None:
        raise EditError
    found = [node]
    for part in path:
        inner = _child(node, part)
        if inner is None:
            break
        node = inner[1]
        found.append(node)
    return found


def _child(node: Node, part: str | int) -> tuple[Node | None, Node] | None:
    """Key and value of a part of a node."""
    if isinstance(node, MappingNode):
        return next((pair for pair in node.value if pair[0].value == part), None)
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None


def _put(text: str, path: Path, value: Any) -> str:
    nodes = _nodes(text, path)
    if len(nodes) > len(path):
        return _replaced(text, nodes[-1], value)
    for part in reversed(path[len(nodes) :]):
        value = {part: value}
    node, key = nodes[-1], path[len(nodes) - 1]
    if isinstance(node, ScalarNode) and len(nodes) > 1:
        return _replaced(text, node, {key: value})
    if not isinstance(node, MappingNode):
        raise EditError
    if len(nodes) == 1 and isinstance(value, (dict, list)) and value and not node.flow_style:
        return _section(text, node, str(key), value)
    return _added(text, node, f"{inline(key)}: {inline(value)}")


def _replaced(text: str, node: Node, value: Any) -> str:
    start, end = node.start_mark.index, _end(text, node)
    written = inline(value)
    if isinstance(node, (MappingNode, SequenceNode)) and not node.flow_style:
        start = len(text[:start].rstrip())  # a block begins below its key
    if text[start - 1 : start] in (":", "-"):
        written = f" {written}"
    return text[:start] + written + text[end:]


def _section(text: str, root: MappingNode, key: str, value: Any) -> str:
    """A new section at the end of the file, one thing a line."""
    rows = (
        [f"  {inline(name)}: {inline(one)}" for name, one in value.items()]
        if isinstance(value, dict) else [f"  - {inline(one)}" for one in value]
    )  # fmt: skip
    end = _line_end(text, _end(text, root))
    return text[:end] + "\n\n" + "\n".join([f"{key}:", *rows]) + text[end:]


def _added(text: str, node: MappingNode | SequenceNode, written: str) -> str:
    """One more entry, in the way in which the others are written."""
    last = node.value[-1] if node.value else None
    last = last[1] if isinstance(last, tuple) else last
    if node.flow_style:
        where = _end(text, last) if last is not None else node.start_mark.index + 1
        return text[:where] + (", " if last is not None else "") + written + text[where:]
    if last is None:
        raise EditError
    where = _line_end(text, _end(text, last))
    first = node.value[0][0] if isinstance(node, MappingNode) else node
    indent = " " * first.start_mark.column
    dash = "- " if isinstance(node, SequenceNode) else ""
    return f"{text[:where]}\n{indent}{dash}{written}{text[where:]}"


def _removed(text: str, node: Node, part: str | int) -> str:
    assert isinstance(node, (MappingNode, SequenceNode)), "only collections hold things"
    items = [one if isinstance(one, tuple) else (one, one) for one in node.value]
    place = next(i for i, (key, _) in enumerate(items) if part in (i, getattr(key, "value", None)))
    start, end = items[place][0].start_mark.index, _end(text, items[place][1])
    line = text.rfind("\n", 0, start) + 1
    behind_dash = isinstance(node, MappingNode) and "-" in text[line:start]
    if not node.flow_style and not (behind_dash and place == 0):
        return _without_lines(text, start, end)
    if place + 1 < len(items):
        return text[:start] + text[items[place + 1][0].start_mark.index :]
    if place:
        start = _end(text, items[place - 1][1])
    return text[:start] + text[end:]


def _without_lines(text: str, start: int, end: int) -> str:
    """Whole lines go, with the comment that stands directly above them."""
    begin = text.rfind("\n", 0, start) + 1
    indent = text[begin:start].replace("-", " ")
    while True:
        above = text.rfind("\n", 0, max(begin - 1, 0)) + 1
        line = text[above : max(begin - 1, above)]
        if not line.strip().startswith("#") or len(line) - len(line.lstrip()) > len(indent):
            break
        begin = above
    return text[:begin] + text[_line_end(text, end) + 1 :]


def _end(text: str, node: Node) -> int:
    """Where the letters of a node end: a block is as long as the last thing in it."""
    if isinstance(node, (MappingNode, SequenceNode)) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(node, MappingNode) else last)
    return len(text[: node.end_mark.index].rstrip()) if _is_literal(node) else node.end_mark.index


def _is_literal(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def _line_end(text: str, index: int) -> int:
    found = text.find("\n", index)
    return len(text) if found < 0 else found
