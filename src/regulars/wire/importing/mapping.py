"""Mapping files: which column of theirs each of our fields comes from, and how it is written.

    time_zone: America/New_York
    fields:
      order: Name
      occurred_at: {column: Created at, format: "%d.%m.%Y %H:%M"}
      source: {constant: web}
      total: {column: Total, money: decimal, comma: true}

Money is decimal text or whole minor units. A column of binary floats is refused unless the mapping
says how many decimals it was rounded to.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from regulars.kit.errors import SetupError
from regulars.wire.importing.fields import Field


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where one field comes from: a column or a constant, and how it is written there."""

    column: str | None = None
    constant: str | None = None
    format: str | None = None
    money: Literal["decimal", "minor"] = "decimal"
    comma: bool = False
    decimals: int | None = None
    separator: str = ","


class Mapping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a file is read. `time_zone` is that of times without an offset."""

    fields: dict[str, Source | str]
    time_zone: str | None = None
    encoding: str = "utf-8"
    delimiter: str | None = None

    def source(self, name: str) -> Source | None:
        """Where a field comes from; None when the file does not have it."""
        found = self.fields.get(name)
        return Source(column=found) if isinstance(found, str) else found

    def zone(self) -> ZoneInfo | None:
        """The zone of times without an offset."""
        return ZoneInfo(self.time_zone) if self.time_zone else None


def read(path: Path) -> Mapping:
    """Will read a mapping file."""
    try:
        plain = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        return msgspec.convert(plain, Mapping)
    except (YAMLError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise SetupError(f"{path} is no mapping file: {error}") from error


def check(mapping: Mapping, fields: Sequence[Field], columns: Sequence[str]) -> None:
    """Will refuse a mapping that cannot work with this file, saying what to change."""
    known = {one.name for one in fields}
    unknown = sorted(mapping.fields.keys() - known)
    if unknown:
        raise SetupError(
            f"The mapping names {', '.join(unknown)}; the fields are {', '.join(sorted(known))}."
        )
    for name in mapping.fields:
        source = mapping.source(name)
        assert source is not None, "a field of the mapping has a source"
        if (source.column is None) == (source.constant is None):
            raise SetupError(f"Say either column or constant for the field {name}.")
        if source.column is not None and source.column not in columns:
            have = ", ".join(columns)
            raise SetupError(f"The file has no column {source.column!r}; it has: {have}.")
    missing = [one.name for one in fields if one.needed and one.name not in mapping.fields]
    if missing:
        raise SetupError(
            f"Nothing is mapped to {', '.join(missing)}; name a column or a constant in a mapping "
            "file (--mapping)."
        )
    try:
        mapping.zone()
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SetupError(f"There is no time zone {mapping.time_zone!r}.") from error


def written(mapping: Mapping) -> str:
    """Will write a mapping as a file would have it."""
    plain = msgspec.to_builtins(mapping)
    lines = [f"{name}: {_quoted(plain[name])}" for name in plain if name != "fields"]
    lines.append("fields:")
    for name, source in plain["fields"].items():
        lines.append(f"  {name}: {_quoted(source)}")
    return "\n".join(lines)


def _quoted(value: str | dict[str, str]) -> str:
    """JSON is YAML, and safe whatever the column is called."""
    return msgspec.json.encode(value).decode()
