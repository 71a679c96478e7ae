"""The shop that a flow works for: one program, its published versions, and its time."""

import hashlib
from datetime import datetime
from functools import cache
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.core import calendar
from regulars.core.compiled import Compiled, Timeline, compile_program
from regulars.core.program import Program
from regulars.core.rules.nodes import When
from regulars.domains import programs


class Shop(Struct, frozen=True, kw_only=True):
    """One program at one moment. `now` is the test clock's where the program has one."""

    program_id: UUID
    merchant_id: UUID
    timeline: Timeline
    now: datetime
    test_clock: bool = False

    @property
    def instant(self) -> int:
        """Now, in whole seconds since 1970."""
        return calendar.instant(self.now)

    @property
    def program(self) -> Compiled:
        """The version in force now."""
        return self.timeline.at(self.instant)


@cache
def _nothing_promised() -> Timeline:
    nothing = Program(
        program="unpublished", title="Nothing yet", currency="XXX", time_zone="UTC", points={}
    )
    return Timeline([(0, compile_program(nothing, 0))])


def open_unpublished(conn: Connection, program_id: UUID, *, now: datetime) -> Shop:
    """Will open a program that may have nothing published yet: its version 0 promises nothing.

    For what is done to the program itself. Raises LookupError for a program that does not exist.
    """
    known = programs.queries.program(conn, program_id)
    if known is None:
        raise LookupError(f"there is no program {program_id}")
    return Shop(
        program_id=program_id,
        merchant_id=known.merchant_id,
        timeline=_nothing_promised(),
        now=known.test_clock_at or now,
        test_clock=known.test_clock_at is not None,
    )


def open_shop(conn: Connection, program_id: UUID, *, now: datetime) -> Shop:
    """Will read which versions are published and what time it is for the program.

    Raises LookupError for a program that does not exist or has nothing published.
    """
    known, timeline = programs.queries.opened(conn, program_id)
    return Shop(
        program_id=program_id,
        merchant_id=known.merchant_id,
        timeline=timeline,
        now=known.test_clock_at or now,
        test_clock=known.test_clock_at is not None,
    )


def draws_lots(program: Compiled) -> bool:
    """Will tell whether any rule of a version asks chance, in a group or by itself."""
    document = program.document
    of_campaigns = (
        when
        for word in document.campaigns.values()
        for when in (word.when, *(rule.when for rule in word.rules))
    )
    return any(map(_asks_chance, (*(node.when for node in document.earn), *of_campaigns)))


def sells_cards(shop: Shop) -> bool:
    """Will tell whether any version of the program sells gift cards."""
    return any(
        word.gift_cards for one in shop.timeline.programs
        for word in one.document.stored_value.values()
    )  # fmt: skip


def holds_out(program: Compiled) -> bool:
    """Will tell whether any campaign of a version holds a part of its audience out."""
    return any(word.holdout is not None for word in program.document.campaigns.values())


def lot_of(account_id: UUID) -> int:
    """Will give an account's own number, by which it is held out of campaigns or not."""
    return int.from_bytes(hashlib.sha256(account_id.bytes).digest()[:6])


def _asks_chance(when: When) -> bool:
    return when.chance is not None or any(map(_asks_chance, (*when.any, *when.none)))
