"""The published JSON Schema of program files, made from the rule words themselves.

It differs from what msgspec says of the structs in three ways: money and rates are numbers (the
reader keeps them exact), an optional word is left out rather than empty, and a list says something.
"""

from functools import cache
from typing import Any

import msgspec

from regulars.core.program import Program
from regulars.core.words import WORDS

ADDRESS = "/v1/program/schema"


@cache
def schema() -> dict[str, Any]:
    """Will give the schema. The value is shared: nobody may change it."""
    made = msgspec.json.schema(Program)
    patched = _patched(made)
    assert isinstance(patched, dict)
    for word in ("earn", "automatic"):
        patched["$defs"]["Program"]["properties"][word].pop("minItems")
    for node, sentences in WORDS.items():
        properties = patched["$defs"][node.__name__]["properties"]
        for name, sentence in sentences.items():
            properties[name] = {**properties[name], "description": sentence}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": ADDRESS}
    return head | {"title": "A loyalty program"} | patched


def _patched(node: Any) -> Any:
    if isinstance(node, list):
        return [_patched(one) for one in node]
    if not isinstance(node, dict):
        return node
    if node.get("format") == "decimal":
        rest = {key: value for key, value in node.items() if key not in ("type", "format")}
        return {"type": "number", **rest}
    node = {key: _patched(value) for key, value in node.items()}
    choices = node.get("anyOf")
    if isinstance(choices, list):
        node = _without_null(node, choices)
    if node.get("type") == "array":
        node.setdefault("minItems", 1)
        if node.get("default") == []:
            del node["default"]
    return node


def _without_null(node: dict[str, Any], choices: list[Any]) -> dict[str, Any]:
    kept = [one for one in choices if one != {"type": "null"}]
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    if len(kept) < len(choices) and rest.get("default", ...) is None:
        del rest["default"]
    return {**kept[0], **rest} if len(kept) == 1 else {"anyOf": kept, **rest}
