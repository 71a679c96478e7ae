"""The demo's merchant and program: found by name, or opened on a test clock in one transaction."""

import re
from datetime import UTC, datetime
from importlib import resources
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct
from psycopg import Connection

from regulars.connectors.completejourney.tables import TIME_ZONE
from regulars.domains.locations import operations as locations
from regulars.domains.locations.contracts import Location
from regulars.domains.merchants import operations as merchants
from regulars.domains.merchants import queries as known_merchants
from regulars.domains.products import operations as products
from regulars.domains.products import queries as known_products
from regulars.domains.products.contracts import Product
from regulars.domains.programs import operations as programs
from regulars.domains.programs import queries as known_programs
from regulars.domains.programs.contracts import ProgramRow, Version
from regulars.gallery import __name__ as gallery

MERCHANT = "Complete Journey demo"
PROGRAM = "monthly-cash"

_ZONE = ZoneInfo(TIME_ZONE)
STARTS = datetime(2017, 1, 1, tzinfo=_ZONE).astimezone(UTC)
"""The first local day of the data."""

ENDS = datetime(2018, 1, 1, 9, tzinfo=_ZONE).astimezone(UTC)
"""The morning after the last day: where the clock stands when the year has been replayed."""

PRODUCTS_AT_ONCE = 5_000


class Demo(Struct, frozen=True, kw_only=True):
    """Whose the demo is, and where its clock stands."""

    merchant_id: UUID
    program_id: UUID
    clock: datetime


def find(conn: Connection, merchant: str = MERCHANT) -> Demo | None:
    """Will find the demo shop of this installation."""
    for one in known_merchants.merchants(conn):
        for program in known_programs.programs_of(conn, one.merchant_id):
            if one.name == merchant and program.test_clock_at is not None:
                return Demo(
                    merchant_id=one.merchant_id,
                    program_id=program.program_id,
                    clock=program.test_clock_at,
                )
    return None


def open_demo(
    conn: Connection, text: str, *, merchant: str = MERCHANT, name: str = PROGRAM
) -> Demo:
    """Will open the shop with this program in force from the data's first day on."""
    merchant_id = merchants.create(conn, merchant, STARTS)
    row = programs.create_program(conn, merchant_id, name, now=STARTS)
    assert isinstance(row, ProgramRow), "a new merchant has no programs"
    programs.move_test_clock(conn, row.program_id, STARTS)
    version = programs.publish(
        conn, row.program_id, text, valid_from=STARTS, by="demo", now=STARTS,
        note="Replayed over the year 2017.",
    )  # fmt: skip
    assert isinstance(version, Version), f"the demo's program is valid: {version}"
    return Demo(merchant_id=merchant_id, program_id=row.program_id, clock=STARTS)


def stock(conn: Connection, demo: Demo, sold: list[Product], shops: list[Location]) -> None:
    """Will put down what is sold and where, unless it is there."""
    if known_products.page(conn, demo.program_id, limit=1):
        return
    locations.put(conn, demo.program_id, shops)
    for start in range(0, len(sold), PRODUCTS_AT_ONCE):
        products.put(conn, demo.program_id, sold[start : start + PRODUCTS_AT_ONCE])


def program_text() -> str:
    """Will give the gallery's program with a neutral title and its bonus weekend in the year."""
    text = resources.files(gallery).joinpath(f"{PROGRAM}.yaml").read_text(encoding="utf-8")
    changes = (
        (r"^title: .*$", "title: Monthly cash"),
        (r"dates: \{from: .*?, to: .*?\}", "dates: {from: 2017-11-24, to: 2017-11-26}"),
    )
    for pattern, replacement in changes:
        text, count = re.subn(pattern, replacement, text, count=1, flags=re.MULTILINE)
        assert count == 1, f"the gallery's program has {pattern}"
    return text
