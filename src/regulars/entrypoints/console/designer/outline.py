"""What a draft consists of, thing by thing, with what each says and where its form is."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from msgspec import Struct

from regulars.core.program import Program
from regulars.domains.programs import plain
from regulars.domains.programs.editing import at
from regulars.domains.programs.parsing import ParseError, parse
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.designer.kinds import Kind
from regulars.entrypoints.console.designer.offers import BENEFIT, CAMPAIGN, SEGMENT, STAMP_CARD
from regulars.entrypoints.console.designer.tables import (
    AUTOMATIC,
    EARN,
    LEVEL,
    LEVELS,
    POINTS,
    PROGRAM,
    QUESTION,
    REWARD,
)

SHOWN = (
    PROGRAM, EARN, REWARD, LEVEL, STAMP_CARD, BENEFIT, CAMPAIGN, SEGMENT, AUTOMATIC, POINTS,
    QUESTION,
)  # fmt: skip
# What the file may hold beside what has a form.
OTHERS = ("earns_on", "pays_for", "stored_value", "tier_sets", "events", "joining", "households",
          "companies", "cards", "redeeming", "stages", "terms")  # fmt: skip


class Thing(Struct, frozen=True, kw_only=True):
    """One thing of the file: its name there, and its plain value."""

    name: str
    value: Any
    index: str | int = ""


def plain_values(text: str) -> dict[str, Any] | None:
    """Will give a text's plain values; None where it cannot be read as a program at all."""
    try:
        value = parse(text).value
    except ParseError:
        return None
    return value if isinstance(value, dict) else None


def things(kind: Kind, values: dict[str, Any]) -> list[Thing]:
    """Will list the things of a kind that have a name."""
    held = at(values, kind.section)
    if kind.keyed == "name" and isinstance(held, dict):
        return [Thing(name=name, value=one, index=name) for name, one in held.items()]
    if kind.keyed == "id" and isinstance(held, list):
        return [
            Thing(name=str(one.get("id")), value=one, index=place)
            for place, one in enumerate(held)
            if isinstance(one, dict) and one.get("id")
        ]
    if not kind.keyed and isinstance(held, dict):
        return [Thing(name="all", value=held)]
    return []


def outline(visit: Visit, values: dict[str, Any] | None, program: Program | None) -> dict[str, Any]:
    """Will say what there is, as plain values for the templates."""
    if values is None:
        return {"groups": [], "in_file": []}
    said = {one.heading: one.sentences for one in plain.sections(program)} if program else {}
    return {
        "groups": [_group(visit, kind, values, said.get(kind.sentences, ())) for kind in SHOWN],
        "in_file": [word for word in OTHERS if values.get(word)],
    }


def _group(
    visit: Visit, kind: Kind, values: dict[str, Any], sentences: tuple[str, ...]
) -> dict[str, Any]:
    rows = list(_rows(visit, kind, values, sentences))
    more = _address(visit, LEVELS, "all") if kind is LEVEL and rows else ""
    return {
        "heading": gettext(kind.heading), "name": kind.name, "rows": rows, "more": more,
        "shapes": shapes(visit, kind),
    }  # fmt: skip


def shapes(visit: Visit, kind: Kind) -> list[dict[str, str]]:
    """Will say how something new of a kind can begin, and where its form is."""
    return [
        {"label": gettext(one.label), "hint": gettext(one.hint) if one.hint else "",
         "address": f"{_address(visit, kind, 'new')}?shape={one.name}"}
        for one in kind.shapes
    ]  # fmt: skip


def _rows(
    visit: Visit, kind: Kind, values: dict[str, Any], sentences: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    found = things(kind, values)
    for place, one in enumerate(found):
        value = one.value if isinstance(one.value, dict) else {}
        called = value.get("name") if kind is POINTS else None
        many = called[1] if isinstance(called, list) and len(called) == 2 else None
        fits = len(sentences) >= len(found) and kind is not POINTS
        yield {
            "title": str(value.get("title") or value.get("ask") or many or one.name),
            "sentence": sentences[place] if fits else str(value.get("summary", "")),
            "address": _address(visit, kind, one.name),
        }


def _address(visit: Visit, kind: Kind, name: str) -> str:
    return visit.address("design_thing", kind=kind.name, name=name)
