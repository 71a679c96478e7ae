"""Writing levels down: only from effects, silent when there are none."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from psycopg import Connection

from regulars.core.calendar import moment
from regulars.core.effects import TierChanged, TierStatus
from regulars.core.happened import Happened
from regulars.core.state import TierStanding
from regulars.domains.tiers.store import SQL
from regulars.kit import ids

WAITS = ("candidate", "invited")
One = TypeVar("One", TierChanged, TierStatus)


def apply(conn: Connection, happened: Sequence[Happened]) -> None:
    """Will write every change of level and every decision that events led to."""
    changes = list(_each(happened, TierChanged))
    if changes:
        _changed(conn, changes)
    decided = list(_each(happened, TierStatus))
    if decided:
        _decided(conn, decided)


def _each(happened: Sequence[Happened], kind: type[One]) -> Iterator[tuple[Happened, One]]:
    for one in happened:
        for effect in one.effects:
            if isinstance(effect, kind):
                yield one, effect


def _when(at: int | None) -> datetime | None:
    return moment(at) if at is not None else None


def _changed(conn: Connection, changes: Sequence[tuple[Happened, TierChanged]]) -> None:
    columns: dict[str, object] = {
        "account_ids": [one.account_id for one, _ in changes],
        "change_ids": [ids.new() for _ in changes],
        "program_ids": [one.program_id for one, _ in changes],
        "set_ids": [effect.set for _, effect in changes],
        "before": [effect.before for _, effect in changes],
        "after": [effect.after for _, effect in changes],
        "at": [moment(effect.at) for _, effect in changes],
        "until": [_when(effect.until) for _, effect in changes],
        "why": [effect.why.code for _, effect in changes],
        "actors": [effect.actor for _, effect in changes],
    }
    SQL.send(conn, "insert_changes", columns)
    # Of several changes of one member in one set, the last one is where they stand.
    last = {(one.account_id, effect.set): (one, effect) for one, effect in changes}
    columns = {
        "account_ids": [one.account_id for one, _ in last.values()],
        "set_ids": [effect.set for _, effect in last.values()],
        "program_ids": [one.program_id for one, _ in last.values()],
        "levels": [effect.after for _, effect in last.values()],
        "since": [moment(effect.at) for _, effect in last.values()],
        "until": [_when(effect.until) for _, effect in last.values()],
    }
    SQL.send(conn, "put_standings", columns)


def _decided(conn: Connection, decided: Sequence[tuple[Happened, TierStatus]]) -> None:
    columns: dict[str, object] = {
        "account_ids": [one.account_id for one, _ in decided],
        "decision_ids": [ids.new() for _ in decided],
        "program_ids": [one.program_id for one, _ in decided],
        "set_ids": [effect.set for _, effect in decided],
        "levels": [effect.level for _, effect in decided],
        "statuses": [effect.status for _, effect in decided],
        "at": [moment(effect.at) for _, effect in decided],
        "until": [_when(effect.until) for _, effect in decided],
        "actors": [effect.actor for _, effect in decided],
        "reasons": [one.reason if effect.actor else None for one, effect in decided],
    }
    SQL.send(conn, "insert_decisions", columns)
    last = {(one.account_id, effect.set, effect.level): (one, effect) for one, effect in decided}
    waits = [pair for pair in last.values() if pair[1].status in WAITS]
    over = [pair for pair in last.values() if pair[1].status not in WAITS]
    if over:
        SQL.send(conn, "close", _keys(over))
    if waits:
        columns = {
            **_keys(waits),
            "program_ids": [one.program_id for one, _ in waits],
            "statuses": [effect.status for _, effect in waits],
            "since": [moment(effect.at) for _, effect in waits],
            "until": [_when(effect.until) for _, effect in waits],
        }
        SQL.send(conn, "put_open", columns)


def _keys(pairs: Sequence[tuple[Happened, TierStatus]]) -> dict[str, object]:
    return {
        "account_ids": [one.account_id for one, _ in pairs],
        "set_ids": [effect.set for _, effect in pairs],
        "levels": [effect.level for _, effect in pairs],
    }


def advise(
    conn: Connection, account_id: UUID, program_id: UUID, name: str, actor: str, now: datetime
) -> None:
    """Will give a member an adviser; without a name, none."""
    if not name:
        SQL.run(conn, "drop_adviser", {"account_id": account_id})
        return
    said = {
        "account_id": account_id, "program_id": program_id, "name": name, "actor": actor,
        "named_at": now,
    }  # fmt: skip
    SQL.run(conn, "put_adviser", said)


def leave(conn: Connection, account_id: UUID) -> None:
    """Will forget where an account stands that became part of another one."""
    SQL.run(conn, "leave_open", {"account_id": account_id})
    SQL.run(conn, "leave_standing", {"account_id": account_id})


def stand(
    conn: Connection, account_id: UUID, program_id: UUID, standings: Mapping[str, TierStanding]
) -> None:
    """Will write down where an account stands that is one of its own again."""
    columns: dict[str, object] = {
        "account_ids": [account_id for _ in standings],
        "set_ids": list(standings),
        "program_ids": [program_id for _ in standings],
        "levels": [one.level for one in standings.values()],
        "since": [_when(one.since) for one in standings.values()],
        "until": [_when(one.until) for one in standings.values()],
    }
    if standings:
        SQL.send(conn, "put_standings", columns)


def forget(conn: Connection, account_id: UUID) -> None:
    """Will erase what people wrote about a member's levels, and take them off the lists."""
    leave(conn, account_id)
    SQL.run(conn, "forget_reasons", {"account_id": account_id})
    SQL.run(conn, "drop_adviser", {"account_id": account_id})
