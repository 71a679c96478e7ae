"""Guessing which column is which field, to be shown and confirmed, never to be trusted alone."""

from collections.abc import Sequence

from regulars.wire.importing.fields import Field
from regulars.wire.importing.mapping import Mapping, Source


def guess(
    fields: Sequence[Field], columns: Sequence[str], constants: dict[str, str], zone: str
) -> Mapping:
    """Will map columns by their names; each is used once. `constants` fill what no column has."""
    plain = {_plain(column): column for column in reversed(columns)}
    found: dict[str, Source | str] = {}
    # A column that is called like the field itself goes before one that is called alike.
    for exact in (True, False):
        for one in fields:
            names = (_plain(one.name),) if exact else one.names
            match = next((name for name in names if name in plain), None)
            if one.name not in found and match is not None:
                found[one.name] = plain.pop(match)
    for one in fields:
        if one.needed and one.name not in found and one.name in constants:
            found[one.name] = Source(constant=constants[one.name])
    in_order = {one.name: found[one.name] for one in fields if one.name in found}
    return Mapping(fields=in_order, time_zone=zone)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
