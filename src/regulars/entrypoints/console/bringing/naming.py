"""The columns of a file, each with examples and what it is; and what was chosen, read again."""

from typing import Any

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _
from psycopg import Connection

from regulars.domains.imports.contracts import File
from regulars.entrypoints.console.bringing import keeping
from regulars.entrypoints.console.bringing.words import field_name
from regulars.kit.errors import SetupError
from regulars.wire.importing import spooling
from regulars.wire.importing.examining import (
    DELIMITERS,
    ENCODINGS,
    FORMATS,
    Examined,
    described,
)
from regulars.wire.importing.fields import KINDS
from regulars.wire.importing.mapping import Mapping, Source, check

SHOWN = 3
OF_FILE = ("source",)
"""Fields that may be the same for the whole file, typed beside the columns."""


def form(file: File, found: Examined) -> dict[str, Any]:
    """Will give the columns with their examples and what each is taken for."""
    mapping = spooling.mapping_of(file)
    sources = {name: mapping.source(name) for name in mapping.fields}
    by_column = {one.column: name for name, one in sources.items() if one and one.column}
    constants = {name: one.constant for name, one in sources.items() if one and one.constant}
    fields = [(one.name, field_name(one.name), one.needed) for one in KINDS[file.kind]]
    comma = any(one.comma for one in sources.values() if one) or found.comma
    form = next((one.format for one in sources.values() if one and one.format), found.format)
    return {
        "columns": [
            {"name": name, "examples": [*dict.fromkeys(found.cells[name])][:SHOWN],
             "number": number, "is": by_column.get(name, "")}
            for number, name in enumerate(found.columns)
        ],
        "fields": fields, "comma": comma, "format": form, "formats": _formats(),
        "encoding": mapping.encoding, "encodings": _encodings(), "zone": mapping.time_zone,
        "delimiter": mapping.delimiter or "", "delimiters": _delimiters(),
        "source": constants.get("source", ""), "asks_source": _asks(file.kind, "source"),
        "missing": [field_name(one) for one in missing(file.kind, mapping)],
    }  # fmt: skip


def missing(kind: str, mapping: Mapping) -> list[str]:
    """Will name the fields that are needed and come from nowhere."""
    return [one.name for one in KINDS[kind] if one.needed and mapping.source(one.name) is None]


def read(file: File, sent: QueryDict, found: Examined, currency: str) -> tuple[Mapping, str]:
    """Will read what was chosen, and say what is wrong with it."""
    comma, form = sent.get("comma") == "yes", sent.get("format", "")
    form = form if form in FORMATS else ""
    known = {one.name for one in KINDS[file.kind]}
    fields: dict[str, Source | str] = {}
    twice = ""
    for number, column in enumerate(found.columns):
        name = sent.get(f"column-{number}", "")
        if name in known:
            twice = twice or (field_name(name) if name in fields else "")
            source = Source(column=column)
            fields[name] = described(file.kind, name, source, comma=comma, form=form)
    shop = sent.get("source", "").replace("\0", "").strip()[:100]
    for name, text in (("currency", currency), ("source", shop)):
        if name in known and name not in fields and text:
            fields[name] = Source(constant=text)
    before = spooling.mapping_of(file)
    mapping = msgspec.structs.replace(before, fields=fields)
    if twice:
        return mapping, _("Two columns are “%(name)s”: choose one.") % {"name": twice}
    lacking = ", ".join(field_name(one) for one in missing(file.kind, mapping))
    if lacking:
        return mapping, _("Say which column is: %(names)s.") % {"names": lacking}
    try:
        check(mapping, KINDS[file.kind], found.columns)
    except SetupError:
        return mapping, _("These columns do not go together.")
    return mapping, ""


def rewritten(file: File, sent: QueryDict) -> File:
    """Will give the file as it reads in another encoding or with another separator."""
    encoding, delimiter = sent.get("encoding", ""), sent.get("delimiter", "")
    mapping = msgspec.structs.replace(
        spooling.mapping_of(file),
        encoding=encoding if encoding in ENCODINGS else "utf-8",
        delimiter=delimiter if delimiter in DELIMITERS else None,
    )
    return msgspec.structs.replace(file, mapping=msgspec.json.encode(mapping).decode())


def again(file: File, conn: Connection) -> str:
    """Will guess the columns anew; what is the same for the whole file stays. Raises SetupError."""
    mapping, before = keeping.again(conn, file).mapping, spooling.mapping_of(file)
    same = {
        name: source for name in before.fields
        if (source := before.source(name)) is not None and source.constant is not None
        and name not in mapping.fields
    }  # fmt: skip
    mapping = msgspec.structs.replace(mapping, fields=mapping.fields | same)
    return msgspec.json.encode(mapping).decode()


def _asks(kind: str, name: str) -> bool:
    return any(one.name == name for one in KINDS[kind])


def _formats() -> list[tuple[str, str]]:
    shown = {"%d": "31", "%m": "12", "%Y": "2026", "%H": "18", "%M": "45", "%S": "59"}
    found = [("", "2026-12-31 18:45")]
    for one in FORMATS[1:]:
        text = one
        for sign, digits in shown.items():
            text = text.replace(sign, digits)
        found.append((one, text))
    return found


def _encodings() -> list[tuple[str, str]]:
    names = ("UTF-8", _("Western (Windows-1252)"), _("Cyrillic (Windows-1251)"),
             _("Chinese (GB 18030)"), "UTF-16")  # fmt: skip
    return list(zip(ENCODINGS, names, strict=True))


def _delimiters() -> list[tuple[str, str]]:
    names = (_("comma"), _("semicolon"), _("tab"), "|")
    return [("", _("as found")), *zip(DELIMITERS, names, strict=True)]
