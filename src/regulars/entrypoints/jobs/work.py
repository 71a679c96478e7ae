"""The work of the jobs, apart from their schedules: each function does all that waits, in batches.

Every batch is a transaction of its own, so a job that is stopped in the middle goes on where it
was, and one that missed days catches up: the rules do each thing at its own instant.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from psycopg import Connection

from regulars.domains.audit import operations as audit
from regulars.domains.bulk import queries as bulk
from regulars.domains.imports import operations as importing
from regulars.domains.imports import queries as imports
from regulars.domains.imports.contracts import KEPT_DAYS
from regulars.domains.members import operations as members
from regulars.domains.outbox import operations as outbox
from regulars.domains.outbox import queries as feed
from regulars.domains.programs import queries as programs
from regulars.domains.tills import operations as tills
from regulars.flows import (
    attend,
    campaign_audiences,
    check_up,
    clock,
    doing_in_bulk,
    likely_one,
    ordering,
    pass_time,
    proposing,
    reported,
    segmenting,
    trend,
    waiting,
)
from regulars.flows.merge_kept import UNDO
from regulars.flows.shops import Shop, open_shop
from regulars.kit import environment
from regulars.kit.clock import now
from regulars.kit.errors import SetupError
from regulars.kit.pg.connect import retrying
from regulars.wire.importing import kept

Result = TypeVar("Result")

AUDIT_MONTHS = environment.declare(
    "REGULARS_AUDIT_MONTHS", "For how many months the audit log is kept, 1 to 1200.", "24"
)
DRAIN_BATCH = 1000
FOLLOW_BATCH = 500
SEGMENTS = "segments"  # the consumer's name, which its place in the feed is kept under


def in_transaction(conn: Connection, work: Callable[[Connection], Result]) -> Result:
    """Will do a piece of work in a transaction, again when another one made PostgreSQL undo it."""

    def attempt() -> Result:
        with conn.transaction():
            return work(conn)

    return retrying(attempt)


def shops(conn: Connection) -> list[UUID]:
    """Will list the programs that have something published."""
    return [
        one.program_id
        for one in programs.all_programs(conn)
        if programs.known(conn, one.program_id)
    ]


def _in_shop(
    conn: Connection, program_id: UUID, work: Callable[[Connection, Shop], Result]
) -> Result:
    """Do a piece of work in a transaction, for a shop as it stands in it."""
    return in_transaction(conn, lambda one: work(one, open_shop(one, program_id, now=now())))


def let_time_pass(conn: Connection) -> int:
    """Will do what fell due in every program: releases, expiry, notices, calendar rewards,
    birthdays, reservations that ran out, refunds that missed their order, events and
    campaigns that are over. Answers how many accounts it brought something to."""
    touched = 0
    for program_id in in_transaction(conn, shops):
        while _in_shop(conn, program_id, waiting.sweep):
            pass
        while _in_shop(conn, program_id, attend.settle):
            pass
        while _in_shop(conn, program_id, campaign_audiences.freeze):
            pass
        while count := _in_shop(conn, program_id, pass_time.pass_time):
            touched += count
    return touched


def seal(conn: Connection) -> int:
    """Will seal every program's ledger into a checkpoint where it has moved."""
    return sum(_in_shop(conn, program_id, clock.seal) for program_id in in_transaction(conn, shops))


def count_trends(conn: Connection) -> int:
    """Will count sales over time and goals anew for the programs for which that is due."""

    def count(one: Connection, shop: Shop) -> bool:
        if not trend.due(one, shop):
            return False
        trend.count(one, shop)
        return True

    return sum(_in_shop(conn, one, count) for one in in_transaction(conn, shops))


def count_reports(conn: Connection) -> int:
    """Will count anew what pages say of years, for the programs for which that is due."""
    wanted = (
        check_up.COUNTING, proposing.COUNTING, likely_one.COUNTING, ordering.COUNTING,
    )  # fmt: skip

    def count(one: Connection, shop: Shop) -> int:
        return sum(reported.follow(one, shop, counting) for counting in wanted)

    return sum(_in_shop(conn, one, count) for one in in_transaction(conn, shops))


def renew(conn: Connection, program_id: UUID) -> None:
    """Will bring every account of a program up to now, after a version came into force."""
    after = _in_shop(conn, program_id, lambda one, shop: pass_time.renew(one, shop, None))
    while after is not None:
        after = _in_shop(conn, program_id, partial(_renew_after, after))


def _renew_after(after: UUID, conn: Connection, shop: Shop) -> UUID | None:
    return pass_time.renew(conn, shop, after)


def review_segments(conn: Connection, program_id: UUID | None = None) -> None:
    """Will review all members of a program, or of every program, for the segments they are in."""
    wanted = [program_id] if program_id else in_transaction(conn, shops)
    for one in wanted:
        after = _in_shop(conn, one, lambda inside, shop: segmenting.review(inside, shop, None))
        while after is not None:
            after = _in_shop(conn, one, partial(_review_after, after))


def _review_after(after: UUID, conn: Connection, shop: Shop) -> UUID | None:
    return segmenting.review(conn, shop, after)


def follow_segments(conn: Connection) -> int:
    """Will review the members to whom something happened since the last time; answers how many."""
    followed = 0
    while found := in_transaction(conn, _touched):
        position, touched = found
        for program_id, accounts in touched.items():
            _in_shop(conn, program_id, partial(_review_some, accounts))
            followed += len(accounts)
        in_transaction(conn, lambda one: outbox.move(one, SEGMENTS, position))  # noqa: B023
    return followed


def _touched(conn: Connection) -> tuple[int, dict[UUID, list[UUID]]] | None:
    read = feed.read(conn, feed.cursor(conn, SEGMENTS), FOLLOW_BATCH)
    if not read:
        return None
    touched: dict[UUID, list[UUID]] = {}
    for _, program_id, account_id, _ in read:
        accounts = touched.setdefault(program_id, [])
        if account_id not in accounts:
            accounts.append(account_id)
    return read[-1][0], touched


def _review_some(accounts: list[UUID], conn: Connection, shop: Shop) -> int:
    words = segmenting.definitions(conn, shop)
    return segmenting.review_some(conn, shop, accounts, words) if words else 0


def drain(conn: Connection) -> int:
    """Will move what waits in the outbox into the feed; answers how many envelopes."""
    moved = 0
    while count := in_transaction(conn, lambda one: outbox.drain(one, DRAIN_BATCH, now())):
        moved += count
    return moved


def forget_merges(conn: Connection) -> int:
    """Will let go of what was kept to make two of a member again, once that cannot be asked for
    any more; gives of how many."""
    return sum(
        _in_shop(
            conn,
            program_id,
            lambda one, shop: members.forget_old_merges(one, shop.program_id, shop.now - UNDO),
        )
        for program_id in in_transaction(conn, shops)
    )


def forget_acts(conn: Connection) -> int:
    """Will let go of the acts whose time is over; gives how many."""
    months = AUDIT_MONTHS.text() or ""
    if not months.isdecimal() or not 1 <= int(months) <= 1200:
        raise SetupError(f"REGULARS_AUDIT_MONTHS is {months!r}; say a whole number of months.")
    before = now() - timedelta(days=int(months) * 31)
    in_transaction(conn, lambda conn: tills.forget_queued(conn, before))
    return in_transaction(conn, lambda conn: audit.forget(conn, before))


def take_in(conn: Connection, file_id: UUID | None = None) -> int:
    """Will take in one file, or all that were begun: each goes on where it was."""
    found = [file_id] if file_id else in_transaction(conn, imports.active)
    for one in found:
        kept.carry_on(conn, one)
    return len(found)


def forget_files(conn: Connection) -> int:
    """Will delete the files that were brought some days ago; what is counted of them stays."""
    before, done = now() - timedelta(days=KEPT_DAYS), 0
    while found := in_transaction(conn, lambda conn: imports.old(conn, before, limit=100)):
        for one in found:
            in_transaction(conn, partial(importing.let_go, file_id=one, now=now()))
        done += len(found)
    return done


def run_bulk(conn: Connection, run_id: UUID) -> int:
    """Will do an act for all who wait for it, each in a transaction of its own; gives how many."""
    run = in_transaction(conn, lambda conn: bulk.run(conn, run_id))
    if run is None:
        return 0
    done = 0
    while in_transaction(
        conn, lambda conn: doing_in_bulk.step(conn, open_shop(conn, run.program_id, now=now()), run)
    ):
        done += 1
    return done
