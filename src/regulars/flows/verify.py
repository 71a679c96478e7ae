"""The ledger's proof: everything recomputed, and every account's history replayed through the
rules.

Replay feeds the recorded facts, inputs and times to the same rules and asks nothing else again;
what comes out must be the stored entries and the stored state.
"""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from msgspec import structs
from psycopg import Connection

from regulars.core import calendar
from regulars.core.compiled import Timeline
from regulars.core.effects import AnyEffect, Posted
from regulars.core.evaluate import evaluate, pass_time
from regulars.core.state import AccountState
from regulars.domains import sharing
from regulars.domains.events import queries as events
from regulars.domains.events.contracts import KeptEvent, KeptOrder, inputs_of
from regulars.domains.ledger import queries as ledger
from regulars.domains.ledger import verify as structure
from regulars.domains.ledger import verifying
from regulars.domains.ledger.contracts import Finding, Verifying
from regulars.domains.ledger.verify import Replayed
from regulars.domains.ledger.verify_checkpoints import checkpoint_findings
from regulars.domains.members import queries as members
from regulars.domains.programs import queries as programs


def verify(conn: Connection, program_id: UUID) -> Iterator[Finding]:
    """Will check all accounts of a program: chain, pots, lots, seals, and the replay of each."""

    def replay(account_ids: Sequence[UUID]) -> Mapping[UUID, Replayed | None]:
        return replay_accounts(conn, program_id, account_ids)

    yield from structure.verify(conn, program_id, replay)


def verify_portion(conn: Connection, before: Verifying, limit: int) -> Verifying | None:
    """Will check the next accounts of a verification that is under way; None where none is left."""

    def replay(account_ids: Sequence[UUID]) -> Mapping[UUID, Replayed | None]:
        return replay_accounts(conn, before.program_id, account_ids)

    page = ledger.accounts(conn, before.program_id, before.after_account, limit)
    if not page:
        return None
    entries, findings = structure.verify_accounts(conn, page, replay)
    after = verifying.seen(before, len(page), entries, findings)
    return structs.replace(after, after_account=page[-1])


def verify_checkpoints(conn: Connection, before: Verifying) -> Verifying:
    """Will check a program's checkpoints, when all its accounts were."""
    return verifying.seen(before, 0, 0, checkpoint_findings(conn, before.program_id))


def verify_account(conn: Connection, program_id: UUID, account_id: UUID) -> list[Finding]:
    """Will check one account the same way."""

    def replay(account_ids: Sequence[UUID]) -> Mapping[UUID, Replayed | None]:
        return replay_accounts(conn, program_id, account_ids)

    return structure.verify_account(conn, account_id, replay)


def replay_accounts(
    conn: Connection, program_id: UUID, account_ids: Sequence[UUID]
) -> dict[UUID, Replayed | None]:
    """Will make state and entries of accounts out of what happened to them.

    Accounts of erased members give None: what they had told of themselves is gone, and rules may
    have asked for it. Their chain is checked all the same.
    """
    timeline = programs.timeline(conn, program_id)
    owners = members.members_of(conn, program_id, account_ids)
    redacted = sharing.queries.redacted(conn, account_ids)
    wanted = [
        one for one in account_ids
        if one not in redacted and (one not in owners or owners[one].erased_at is None)
    ]  # fmt: skip
    states = ledger.states(conn, wanted)
    found: dict[UUID, Replayed | None] = dict.fromkeys(set(account_ids) - set(wanted))
    for account_id, happened in events.history(conn, wanted).items():
        stored = states.get(account_id)
        if stored is not None:
            found[account_id] = replay(timeline, happened, stored.done_until)
    return found


def replay(
    timeline: Timeline, happened: Sequence[KeptOrder | KeptEvent], until: int
) -> tuple[AccountState, list[Posted]]:
    """Will evaluate an account's history from nothing, and let time pass to where it stands now."""
    state = AccountState()
    posted: list[Posted] = []
    for one in happened:
        booked = calendar.instant(one.booked_at)
        outcome, state = evaluate(timeline, one.fact(), state, inputs_of(one.inputs), booked)
        posted.extend(_entries(outcome.effects))
    if state.done_until < until:
        outcome, state = pass_time(timeline, state, until)
        posted.extend(_entries(outcome.effects))
    return state, posted


def _entries(effects: Sequence[AnyEffect]) -> list[Posted]:
    return [one for one in effects if isinstance(one, Posted)]
