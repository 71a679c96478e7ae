"""Calls of many callers in one transaction, each with the outcome that it would have alone.

Calls of a kind that can be booked as a set are, one statement for all. The others follow one by
one, each behind a savepoint. What is refused in a set leaves as little behind as it would alone:
the set is undone and done again without it. What nobody expected concerns its own call only.
"""

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

import psycopg
from psycopg import Connection

from regulars.flows.shops import Shop, open_shop
from regulars.kit import clock
from regulars.wire import holding
from regulars.wire.calls import Answered, Transact
from regulars.wire.desk import make, work
from regulars.wire.problems import Problem, problem, undone
from regulars.wire.requests import Wanted

Outcome = Answered | Problem
GROUP_MAX = 256
"""Calls in one transaction; beyond this statements over many rows grow slower than their rows."""


def settle(transact: Transact, wanted: Sequence[Wanted]) -> list[Outcome | Exception]:
    """Will make all calls; an exception stands where one failed. Raises psycopg.OperationalError
    when the database went away: nobody knows then what was kept."""
    outcomes: dict[int, Outcome | Exception] = {}
    left, alone = list(range(len(wanted))), []
    while len(left) > 1:
        attempt = _Attempt(wanted, left)
        try:
            undo = transact(attempt)
        except psycopg.OperationalError:
            raise
        except Exception:  # noqa: BLE001 - whichever it was fails alone
            break
        # Those come last: of two orders under one number the first is the one that counts.
        alone += attempt.apart
        left = [one for one in left if one not in set(alone)]
        if undo is None:
            outcomes |= attempt.found
            left = []
    for one in sorted((*left, *alone)):
        outcomes[one] = _alone(transact, wanted[one])
    return [outcomes[one] for one in range(len(wanted))]


def _alone(transact: Transact, wanted: Wanted) -> Outcome | Exception:
    try:
        return transact(work(wanted))
    except psycopg.OperationalError:
        raise
    except Exception as error:  # noqa: BLE001 - the door tells of it
        return error


class _Attempt:
    """One transaction: what came of each call, and which ones are to be made apart from it."""

    def __init__(self, wanted: Sequence[Wanted], left: Sequence[int]) -> None:
        self._wanted = wanted
        # Sets come first: they lock their accounts in order, before anybody else's are held.
        self._left = sorted(left, key=self._place)
        self.found: dict[int, Outcome] = {}
        self.apart: list[int] = []
        self._shops: dict[UUID, Shop | None] = {}

    def _place(self, one: int) -> tuple[bool, str, bytes]:
        wanted = self._wanted[one]
        # The others keep their order among themselves.
        alone = wanted.call.together is None
        return (
            alone,
            "" if alone else wanted.call.name,
            b"" if alone else wanted.key.program_id.bytes,
        )

    def __call__(self, conn: Connection) -> Problem | None:
        """Will make the calls; a problem means that the transaction is to be undone."""
        self.found, self.apart, self._shops = {}, [], {}
        self._hold(conn)
        for (single, _, _), group in groupby(self._left, key=self._place):
            members = list(group)
            if single:
                for one in members:
                    self._behind_savepoint(conn, one)
            elif not self._as_set(conn, members):
                return problem("internal_error")
        return None

    def _hold(self, conn: Connection) -> None:
        """A set locks all its accounts in order by itself; what follows it one by one would not."""
        calls = [self._wanted[one] for one in self._left]
        if not any(one.call.writes and one.call.together is None for one in calls):
            return
        by_program = sorted(
            (one for one in calls if one.call.writes), key=lambda one: one.key.program_id
        )
        for program_id, group in groupby(by_program, key=lambda one: one.key.program_id):
            shop = self._shop(conn, program_id)
            if shop is not None:
                holding.hold(conn, shop, list(group))

    def _as_set(self, conn: Connection, members: list[int]) -> bool:
        first = self._wanted[members[0]]
        shop = self._shop(conn, first.key.program_id)
        if shop is None:
            self.apart = members
            return False
        assert first.call.together is not None, "these can be made as a set"
        outcomes = first.call.together([self._wanted[one].asked(conn, shop) for one in members])
        self.found.update(zip(members, outcomes, strict=True))
        if first.call.writes:
            self.apart = [one for one in members if undone(self.found[one])]
        return not self.apart

    def _behind_savepoint(self, conn: Connection, one: int) -> None:
        wanted = self._wanted[one]
        try:
            with conn.transaction() as savepoint:
                shop = self._shop(conn, wanted.key.program_id)
                found = (
                    problem("program_without_version")
                    if shop is None
                    else make(wanted.asked(conn, shop), wanted.call)
                )
                self.found[one] = found
                if undone(found):
                    raise psycopg.Rollback(savepoint)
        except psycopg.OperationalError:
            raise
        except Exception:  # noqa: BLE001 - it is tried once more, alone
            self.apart.append(one)

    def _shop(self, conn: Connection, program_id: UUID) -> Shop | None:
        if program_id not in self._shops:
            try:
                self._shops[program_id] = open_shop(conn, program_id, now=clock.now())
            except LookupError:
                self._shops[program_id] = None
        return self._shops[program_id]


def whose(wanted: Wanted) -> str:
    """Will name whom a call is about, as far as the call itself tells: what comes under one name
    had better be booked on one connection, which waits for nobody's lock."""
    return getattr(wanted.body, "member", None) or next(iter(wanted.path.values()), "")


def told_apart(wanted: Wanted) -> bool:
    """Whether a call names its member, or nobody, in the one way in which a shop numbers people:
    then no other name in a batch means the same one."""
    said = whose(wanted)
    return not said or said.startswith("external_id:")
