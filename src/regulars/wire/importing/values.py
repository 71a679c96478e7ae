"""One cell becomes one value, or a code that says what is wrong with it."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from regulars.wire.importing.fields import Field
from regulars.wire.importing.mapping import Source

CURES = {
    "columns_do_not_fit": "The row has more or fewer cells than the header; quote the separators.",
    "line_unreadable": "The line cannot be read; check its quotes, length and encoding.",
    "needed": "The cell is empty; fill it, or give a constant in the mapping.",
    "not_text": "The cell has a character that cannot be kept; save the file as UTF-8.",
    "not_money": "Write an amount as 12.34, without currency signs or thousands.",
    "too_many_decimals": "The currency has fewer decimals; round the amount in the file.",
    "float_refused": "A binary float is no money; say `decimals` in the mapping, or use text.",
    "not_a_time": "Write a time as 2026-03-01T12:00:00+02:00, or say `format` in the mapping.",
    "time_without_zone": "Add the offset to the time, or say `time_zone` in the mapping.",
    "not_a_date": "Write a date as 2026-03-01, or say `format` in the mapping.",
    "not_a_number": "Write a number as 3 or 0.5.",
    "order_disagrees": "The rows of one order must agree on everything but their lines.",
    "line_refused": "The order was refused for another of its rows.",
}
"""What to do about each code of ours; those of the API have their own sentences."""

_DECIMAL = re.compile(r"-?[0-9]{1,13}([.][0-9]{1,9})?")
UNFIT = re.compile("[\0\ud800-\udfff]")


class CellError(Exception):
    """A cell that cannot be taken; `args[0]` is the code."""

    @property
    def code(self) -> str:
        """What is wrong."""
        return str(self.args[0])


def convert(field: Field, source: Source, cell: Any, *, zone: ZoneInfo | None, digits: int) -> Any:
    """Will give the value of a cell for a field, None for an empty one. Raises CellError."""
    if isinstance(cell, str):
        cell = cell.strip()
        if UNFIT.search(cell):
            raise CellError("not_text")
    if cell is None or cell == "":
        return None
    match field.holds:
        case "money":
            return _money(source, cell, digits)
        case "time":
            return _time(source, cell, zone)
        case "date":
            return _date(source, cell)
        case "number":
            return _number(source, cell)
        case "list":
            return _list(source, cell)
        case "value":
            return cell
    return _text(cell)


def _text(cell: Any) -> str:
    if isinstance(cell, bool | float | dict | list):
        raise CellError("not_text")
    return str(cell)


def _decimal(source: Source, cell: Any, code: str) -> Decimal:
    text = str(cell)
    if source.comma:
        text = text.replace(",", ".")
    if not _DECIMAL.fullmatch(text):
        raise CellError(code)
    return Decimal(text)


def _money(source: Source, cell: Any, digits: int) -> int:
    if isinstance(cell, bool):
        raise CellError("not_money")
    if isinstance(cell, float):
        if source.decimals is None:
            raise CellError("float_refused")
        cell = f"{cell:.{source.decimals}f}"
    if isinstance(cell, Decimal):
        cell = f"{cell:f}"
    amount = _decimal(source, cell, "not_money")
    if source.money == "decimal":
        amount = amount.scaleb(digits)
    if amount != amount.to_integral_value():
        raise CellError("too_many_decimals")
    return int(amount)


def _number(source: Source, cell: Any) -> str:
    if isinstance(cell, float):
        if not cell.is_integer():
            raise CellError("not_a_number")
        cell = int(cell)
    return str(_decimal(source, cell, "not_a_number"))


def _time(source: Source, cell: Any, zone: ZoneInfo | None) -> datetime:
    found = cell if isinstance(cell, datetime) else _parsed(source, str(cell), "not_a_time")
    if found.tzinfo is None:
        if zone is None:
            raise CellError("time_without_zone")
        found = found.replace(tzinfo=zone)
    return found.astimezone(UTC).replace(microsecond=0)


def _date(source: Source, cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else _parsed(source, str(cell), "not_a_date").date()


def _parsed(source: Source, text: str, code: str) -> datetime:
    try:
        if source.format is not None:
            return datetime.strptime(text, source.format)  # noqa: DTZ007 - the zone follows
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise CellError(code) from error


def _list(source: Source, cell: Any) -> tuple[str, ...]:
    parts = cell if isinstance(cell, list) else str(cell).split(source.separator)
    return tuple(part for part in (str(one).strip() for one in parts) if part)
