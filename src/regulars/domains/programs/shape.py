"""Plain values held against the schema: every departure with its path and code."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from jsonschema import (  # type: ignore[import-untyped]
    Draft202012Validator,
    FormatChecker,
    ValidationError,
)
from jsonschema.validators import extend  # type: ignore[import-untyped]

from regulars.core.checking import Path, Problem
from regulars.core.checks.problems import nearest
from regulars.domains.programs.schema import schema

KINDS = {
    dict: "object", list: "array", str: "string", bool: "boolean", int: "integer",
}  # fmt: skip
FORMS = {
    "hour|day": "span", "(day|week": "day_span", "[01][0-9]|2": "clock", "0[1-9]|1": "month_day",
    "A-Z": "currency", "[.]": "trigger", "a-z0-9_-": "id", "#[": "color", "{2,7}": "prefix",
}  # fmt: skip
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date", raises=ValueError)  # type: ignore[untyped-decorator]
def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return True
    return bool(_DATE.fullmatch(value)) and date.fromisoformat(value) is not None


def _pattern(
    _validator: Any, pattern: str, instance: object, _words: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Python's `$` also matches before a last line break; a program's ids have none."""
    if isinstance(instance, str) and ("\n" in instance or not re.search(pattern, instance)):
        yield ValidationError(f"{instance!r} does not match")


@cache
def _validator() -> Any:
    kind = extend(Draft202012Validator, {"pattern": _pattern})
    return kind(schema(), format_checker=_FORMATS)


def shape(value: Any) -> list[Problem]:
    """Will list all places where plain values are not what the schema wants."""
    found = [one for error in _validator().iter_errors(value) for one in _problems(error)]
    return list({(one.code, one.path, str(one.params)): one for one in found}.values())


def _problems(error: ValidationError) -> Iterator[Problem]:  # noqa: C901 - a row per word
    path: Path = tuple(error.absolute_path)
    wanted: Any = error.validator_value
    match error.validator:
        case "anyOf":
            yield from _any_of(error, path)
        case "additionalProperties":
            yield from _extra(error, path)
        case "required":
            for word in wanted:
                if word not in error.instance:
                    yield Problem(code="word_missing", path=path, params={"word": word})
        case "type":
            params = {"wanted": wanted, "found": kind_of(error.instance)}
            yield Problem(code="wrong_kind", path=path, params=params)
        case "enum":
            choices = ", ".join(wanted)
            name = str(error.instance)
            params = {"name": name, "choices": choices, "nearest": nearest(name, wanted)}
            yield Problem(code="not_a_choice", path=path, params=params)
        case "pattern":
            yield _form(error, path)
        case "format":
            yield Problem(code="date_impossible", path=path, params={"day": str(error.instance)})
        case "minItems" | "maxItems" | "items" | "prefixItems":
            yield Problem(code="wrong_length", path=path, params={"found": len(error.instance)})
        case _:
            props = error.schema if isinstance(error.schema, Mapping) else {}
            params = {
                "least": str(props.get("minimum", "")), "most": str(props.get("maximum", ""))
            }  # fmt: skip
            yield Problem(code="number_out_of_range", path=path, params=params)


def _any_of(error: ValidationError, path: Path) -> Iterator[Problem]:
    """Of several forms, the one that was meant is the one whose kind of value is there."""
    branches: dict[int, list[ValidationError]] = {}
    for one in error.context or ():
        branches.setdefault(int(one.schema_path[0]), []).append(one)
    fitting = [
        errors
        for errors in branches.values()
        if not any(one.validator == "type" and not one.path for one in errors)
    ]
    if fitting:
        for one in min(fitting, key=len):
            yield from _problems(one)
        return
    kinds = [one.validator_value for errors in branches.values() for one in errors
             if one.validator == "type" and not one.path]  # fmt: skip
    params = {"wanted": " or ".join(map(str, kinds)), "found": kind_of(error.instance)}
    yield Problem(code="wrong_kind", path=path, params=params)


def _extra(error: ValidationError, path: Path) -> Iterator[Problem]:
    props = error.schema if isinstance(error.schema, Mapping) else {}
    known = list(props.get("properties", ()))
    for word in error.instance:
        if word not in known:
            params = {"word": word, "nearest": nearest(word, known), "known": ", ".join(known)}
            yield Problem(code="word_unknown", path=(*path, word), params=params)


def _form(error: ValidationError, path: Path) -> Problem:
    pattern = str(error.validator_value)
    form = next(name for part, name in FORMS.items() if part in pattern)
    text = str(error.instance)
    if "propertyNames" in error.absolute_schema_path:
        return Problem(code="not_a_name", path=(*path, text), params={"text": text})
    return Problem(code=f"not_a_{form}", path=path, params={"text": text})


def kind_of(value: object) -> str:
    """Will name what kind of value stands there, in the schema's words."""
    if value is None:
        return "nothing"
    return KINDS.get(type(value), "number")
