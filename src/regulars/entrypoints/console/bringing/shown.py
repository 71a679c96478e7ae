"""A file as plain values for the pages: how far it is, what was counted, its first rows."""

from itertools import islice
from typing import Any

import msgspec
from django.utils.translation import gettext

from regulars.core.rounding import exponent
from regulars.domains import imports
from regulars.domains.imports.contracts import File
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.actors import staff_names
from regulars.entrypoints.console.bringing import words
from regulars.kit import ids
from regulars.wire.importing import running, spooling
from regulars.wire.importing.fields import KINDS, LINE_FIELDS
from regulars.wire.importing.mapped import Mapped

FIRST = 5
REFUSED = 50


def row(file: File) -> dict[str, Any]:
    """Will give what a list or a head of a page says of a file."""
    counts = msgspec.json.decode(file.counts, type=dict[str, int])
    refused = counts.pop("rejected", 0)
    return {
        "id": ids.encode("file", file.file_id), "name": file.name, "phase": file.phase,
        "kind": gettext(words.KINDS[file.kind]), "rows": file.rows, "lines": file.lines,
        "created_at": file.created_at, "finished_at": file.finished_at, "active": file.active,
        "who": staff_names([file.actor]).get(file.actor, file.actor), "refused": refused,
        "gone": file.gone_at is not None,
        "taken": sum(counts.values()), "failed": file.report, "checking": file.phase == "checking",
        "counts": [
            (gettext(words.COUNTS[name]) if name in words.COUNTS else name, count)
            for name, count in sorted(counts.items())
        ],
    }  # fmt: skip


def refused(visit: Visit, file: File) -> list[dict[str, Any]]:
    """Will give the first rows that were not taken, with what is wrong with each."""
    found = imports.queries.refused(visit.conn, file.file_id, limit=REFUSED)
    return [
        {"line": one.line, "field": words.field_name(one.field), "value": one.value,
         "why": words.why(one)}
        for one in found
    ]  # fmt: skip


def first_rows(visit: Visit, file: File, currency: str) -> dict[str, Any]:
    """Will give the first rows of a file as they are read."""
    mapping = spooling.mapping_of(file)
    names = [one for one in KINDS[file.kind] if one.name in mapping.fields]
    if running.by_lines(file.kind, mapping):
        names = [one for one in names if one.name not in LINE_FIELDS]
    with spooling.spooled(visit.conn, file.file_id, most=1) as path:
        rows = running.found(file.kind, path, mapping, exponent(currency))
        read = list(islice((one for one in rows if isinstance(one, Mapped)), FIRST))
    return {
        "heads": [words.field_name(one.name) for one in names],
        "by_lines": running.by_lines(file.kind, mapping),
        "rows": [
            {"cells": [_cell(one.values.get(field.name), field.holds) for field in names],
             "lines": len(one.lines),
             "net": sum(line.get("line_net", 0) for line in one.values.get("rows", []))}
            for one in read
        ],
    }  # fmt: skip


def _cell(value: Any, holds: str) -> dict[str, Any]:
    if value is None:
        return {"text": "–"}
    if holds == "money":
        return {"minor": value}
    if holds == "time":
        return {"at": value}
    return {"text": ", ".join(value) if isinstance(value, tuple) else str(value)}
