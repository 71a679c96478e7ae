"""The OpenAPI 3.1 document, made from the table of calls: nothing is described twice.

Every status that a call can answer is listed with its codes; a response has no fields but those
that are named.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec

from regulars.entrypoints.api.examples import EXAMPLES
from regulars.entrypoints.api.saying import MEMBER, complete, key_needed
from regulars.wire.calls import JSON, NDJSON, Answered, Call
from regulars.wire.problems import STATUSES, Problem
from regulars.wire.responses import PROBLEM

Document = dict[str, Any]
_PLACE = re.compile(r"\{(\w+)\}")
_MEANINGS = {
    "ref": "mem_..., external_id:X, email:X, phone:X, card:X; an order's ord_... or source:number",
    "id": "The id, as another call gave it",
    "number": "The number on the card; spaces do not matter",
    "post": "The id of a post, as another call gave it",
    "benefit": "The benefit, as the program file names it",
    "invitation": "The invitation's id, as the call that made it gave it",
    "child": "The child's id, as the call that added it gave it",
    "code": "The voucher's code; case, spaces and dashes do not matter",
    "card": "The gift card's code; case, spaces and dashes do not matter. To look: its id will do",
    "pool": "The name of a pool of codes",
}


def document(calls: Sequence[Call]) -> Document:
    """Will describe these calls."""
    types = [kind for call in calls for kind in _types(call)] + [Problem]
    schemas, components = msgspec.json.schema_components(
        types, ref_template="#/components/schemas/{name}"
    )
    complete(components)
    known = {id(kind): schema for kind, schema in zip(types, schemas, strict=True)}
    paths: Document = defaultdict(dict)
    for call in calls:
        paths[call.path][call.method.lower()] = _operation(call, known)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Regulars",
            "version": version("regulars"),
            "description": "Customer loyalty: members, orders, points, vouchers, redemptions."
            " Texts are UTF-8 without a NUL character.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": dict(paths),
        "components": {
            "schemas": components,
            "securitySchemes": {
                "key": {
                    "type": "http", "scheme": "bearer",
                    "description": "A key: sk_... (secret), pk_... (publishable), dk_... (device)"
                    " or rk_... (partner), live or test.",
                }
            },
        },
    }  # fmt: skip


def _types(call: Call) -> list[Any]:
    asked = [call.body] if call.body is not None else []
    return asked + [kind for kind in call.answers.values() if kind is not None]


def _operation(call: Call, known: dict[int, Document]) -> Document:
    found: Document = {
        "operationId": call.name,
        "summary": call.summary,
        "tags": [call.path.split("/")[2]],
        "parameters": _parameters(call),
        "responses": _responses(call, known),
    }
    if call.tell is None:
        found["security"] = [{"key": []}]
        found["description"] = (
            f"Scope: {call.scope}. Keys: {', '.join(call.kinds)}"
            f"{' (test mode only)' if call.test_only else ''}."
        )
    else:
        found["security"] = []
    if call.body is not None:
        found["requestBody"] = {"required": True, "content": _asked(call, known[id(call.body)])}
    return found


def _asked(call: Call, schema: Document) -> Document:
    if call.lines:
        said = {"type": "string", "description": "One JSON value a line."}
        return {NDJSON: {"schema": said, "x-line-schema": schema}}
    content: Document = {"schema": schema}
    if call.name in EXAMPLES:
        content["example"] = EXAMPLES[call.name]
    return {JSON: content}


def _parameters(call: Call) -> list[Document]:
    found: list[Document] = [
        {
            "name": name, "in": "path", "required": True, "description": _MEANINGS[name],
            "schema": {"type": "string", "minLength": 1}
            | ({"pattern": MEMBER} if "/members/{ref}" in call.path and name == "ref" else {}),
        }
        for name in _PLACE.findall(call.path)
    ]  # fmt: skip
    if call.query is not None:
        [schema], parts = msgspec.json.schema_components([call.query])
        complete(parts)
        fields = parts[schema["$ref"].rpartition("/")[2]]
        found += [
            {"name": name, "in": "query", "required": False, "schema": _plain(one)}
            for name, one in fields["properties"].items()
        ]
    if call.writes and call.tell is None:
        found.append({
            "name": "Idempotency-Key", "in": "header", "required": key_needed(call),
            "description": "A text of your own: the same one is the same call, for ever.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255,
                       "pattern": "^[!-~]([ -~]*[!-~])?$"},
        })  # fmt: skip
    if "too_many_attempts" in call.problems:
        found.append({
            "name": "X-Client-Address", "in": "header", "required": False,
            "description": "Where the member sits: wrong codes are counted by it, too.",
            "schema": {"type": "string", "maxLength": 100},
        })  # fmt: skip
    return found


def _plain(schema: Document) -> Document:
    """A parameter that may be absent: null cannot be said in a query."""
    choices = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
    return choices[0] if len(choices) == 1 else schema


def problems_of(call: Call) -> list[str]:
    """Will list every code that a call may answer: its own and those of the door."""
    found = {*call.problems, "internal_error", "query_invalid"}
    if call.tell is None:
        found |= {"key_invalid", "key_kind_refused", "key_lacks_scope", "rate_limited"}
        found |= {"database_away", "overloaded"}
        if "publishable" in call.kinds:
            found.add("origin_refused")
        if not call.unpublished:
            found.add("program_without_version")
        if call.writes:
            found.add("idempotency_key_invalid")
    if "{" in call.path:
        found.add("not_found")
    if call.body is not None:
        found |= {"body_too_large", "body_too_slow"}
        found |= set() if call.lines else {"body_invalid", "body_unreadable"}
    return sorted(found)


def _responses(call: Call, known: dict[int, Document]) -> Document:
    found: Document = {}
    for status, kind in sorted(call.answers.items()):
        found[str(status)] = {"description": "Done."}
        if kind is not None and call.lines:
            content = {"schema": {"type": "string"}, "x-line-schema": known[id(kind)]}
            found[str(status)]["content"] = {NDJSON: content}
        elif kind is not None and call.media_type != JSON:
            found[str(status)]["content"] = {call.media_type: {"schema": {"type": "string"}}}
        elif kind is not None:
            found[str(status)]["content"] = {JSON: {"schema": known[id(kind)]}}
    codes: dict[int, list[str]] = defaultdict(list)
    for code in problems_of(call):
        codes[STATUSES[code]].append(code)
    for status, names in sorted(codes.items()):
        one_of = {"type": "object", "properties": {"code": {"enum": names}}}
        schema = {"allOf": [known_problem(), one_of]}
        found[str(status)] = {
            "description": f"Codes: {', '.join(names)}.",
            "content": {PROBLEM: {"schema": schema}},
        }
    return dict(sorted(found.items()))


def known_problem() -> Document:
    """The schema of every no."""
    return {"$ref": "#/components/schemas/Problem"}


def row(calls: Sequence[Call]) -> Call:
    """Will make the call that answers the description of these calls and of itself."""

    @cache
    def tell() -> Answered:
        return Answered(status=200, body=msgspec.json.encode(document((*calls, found))))

    found = Call(
        name="get_openapi", method="GET", path="/v1/openapi.json", tell=tell,
        summary="Read this description", answers={200: dict[str, Any]},
    )  # fmt: skip
    return found
