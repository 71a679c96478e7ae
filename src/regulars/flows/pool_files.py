"""Files of codes as shops have them: hostile or not, every row is either a code or is counted with
its reason, so that nothing is lost on the way.
"""

import csv
import io

from msgspec import Struct, structs
from psycopg import Connection

from regulars.domains.rewards import pools
from regulars.flows.pools import fill
from regulars.flows.shops import Shop
from regulars.kit import codes

BYTES_MAX = 1_048_576
CODES_MAX = 20_000
LETTERS_MAX = 200
SHOWN = 10
HEADS = ("code", "codes", "voucher", "voucher code", "coupon", "coupon code")


class Read(Struct, frozen=True, kw_only=True):
    """What a file holds: codes as they are written, in order, and the rows that are none.

    `error` (empty where there is none) says why it cannot be read at all; `unusable` are rows that
    have no letter or digit, or too many, by their number in the file.
    """

    error: str = ""
    codes: tuple[str, ...] = ()
    blank: int = 0
    repeated: int = 0
    unusable: tuple[int, ...] = ()


class Checked(Struct, frozen=True, kw_only=True):
    """What an import would do: of the codes so many are new, the others are known already."""

    read: Read
    new: int
    known: int


def read(raw: bytes) -> Read:
    """Will read a CSV or a plain list: the column that is called 'code', or else the first."""
    if len(raw) > BYTES_MAX:
        return Read(error="too_large")
    text = _text(raw)
    if text is None:
        return Read(error="no_text")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        return Read(error="no_text")
    found = _sorted_out(rows)
    return Read(error="too_many") if len(found.codes) > CODES_MAX else found


def check(conn: Connection, shop: Shop, found: Read) -> Checked:
    """Will say what an import would do; nothing is kept."""
    known = pools.known(conn, shop.program_id, found.codes)
    return Checked(read=found, new=len(found.codes) - known, known=known)


def import_codes(
    conn: Connection, shop: Shop, pool: str, found: Read, low: int | None
) -> tuple[Checked, int]:
    """Will put the codes into a pool; answers what it did, and how many are left."""
    checked = check(conn, shop, found)
    added, left = fill(conn, shop, pool, found.codes, low)
    # Somebody else may have imported the same file meanwhile: what counts is what was added.
    known = len(found.codes) - added
    return structs.replace(checked, new=added, known=known), left


def _text(raw: bytes) -> str | None:
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _sorted_out(rows: list[list[str]]) -> Read:
    column, skip = _column(rows)
    found: dict[str, str] = {}
    blank, repeated, unusable = 0, 0, []
    for number, row in enumerate(rows[skip:], skip + 1):
        said = row[column].strip() if len(row) > column else ""
        if not any(cell.strip() for cell in row):
            blank += 1
        elif not codes.normal(said) or len(said) > LETTERS_MAX or not said.isprintable():
            unusable.append(number)
        elif codes.normal(said) in found:
            repeated += 1
        else:
            found[codes.normal(said)] = said
    return Read(
        codes=tuple(found.values()), blank=blank, repeated=repeated, unusable=tuple(unusable)
    )


def _column(rows: list[list[str]]) -> tuple[int, int]:
    """Which column has the codes, and how many rows stand above them."""
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    at = next((index for index, cell in enumerate(head) if cell in HEADS), None)
    return (at, 1) if at is not None else (0, 0)
