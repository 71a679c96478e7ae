"""One act on many members: begun once for its key, done one by one, and undone the same way.

Whoever is in it is so once; what came of it is kept for each, and one who fails stops nobody.
"""

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.core.facts import Adjust, TierDecided
from regulars.domains import bulk, tags
from regulars.domains.bulk.contracts import UNDOABLE, Item, Run, What
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.flows.adjust import adjust
from regulars.flows.answers import Answer
from regulars.flows.decide_tier import decide
from regulars.flows.shops import Shop
from regulars.kit import ids

OPPOSITE = {"tag": "untag", "untag": "tag", "adjust": "adjust"}


class _RefusedError(Exception):
    """One was refused: leave its savepoint."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.code)
        self.refused = refused


def begin(
    conn: Connection, shop: Shop, what: What, member_ids: Sequence[UUID], *, key: str, actor: str,
    undoes: UUID | None = None,
) -> tuple[Run, bool]:  # fmt: skip
    """Will begin a run, or give the one that this key began before; and whether it is new."""
    run = Run(
        run_id=ids.new(), program_id=shop.program_id, key=key, actor=actor, undoes=undoes,
        what=msgspec.json.encode(what).decode(), created_at=shop.now, finished_at=None,
        total=len(set(member_ids)),
    )  # fmt: skip
    if bulk.operations.begin(conn, run, sorted(set(member_ids))):
        return run, True
    found = bulk.queries.by_key(conn, shop.program_id, key)
    if found is None:
        # Undone a moment ago by somebody else, with another key.
        assert undoes is not None, "only an undoing meets another key's run"
        other = bulk.queries.undone_by(conn, undoes)
        found = bulk.queries.run(conn, other) if other else None
    assert found is not None, "what is in the way is there"
    return found, False


def undo(conn: Connection, shop: Shop, run: Run, *, actor: str) -> tuple[Run, bool] | None:
    """Will begin the opposite for those for whom it was done; None for what cannot be undone."""
    what = msgspec.json.decode(run.what, type=What)
    if what.action not in UNDOABLE or run.undoes is not None or run.finished_at is None:
        return None
    done = [
        one.member_id
        for one in bulk.queries.items(conn, run.run_id, status="done", limit=run.total + 1)
    ]
    back = msgspec.convert(
        msgspec.to_builtins(what) | {"action": OPPOSITE[what.action], "amount": -what.amount}, What
    )
    key = f"undo:{run.run_id}"
    return begin(conn, shop, back, done, key=key, actor=actor, undoes=run.run_id)


def step(conn: Connection, shop: Shop, run: Run) -> bool:
    """Will do it for one who waits; False when nobody does any more."""
    item = bulk.operations.claim(conn, run.run_id)
    if item is None:
        bulk.operations.finish(conn, run.run_id, shop.now)
        return False
    what = msgspec.json.decode(run.what, type=What)
    member = next(iter(members.members(conn, shop.program_id, [item.member_id])), None)
    if member is None or member.erased_at is not None or member.merged_into is not None:
        _settled(conn, item, Refused(code="member_unknown"))
    elif what.action in {"tag", "untag"}:
        changed = _tagged(conn, shop, run, what, member)
        bulk.operations.settle(conn, item, "done" if changed else "same")
    else:
        _booked(conn, shop, run, what, member, item)
    return True


def _tagged(conn: Connection, shop: Shop, run: Run, what: What, member: Member) -> bool:
    if what.action == "untag":
        return tags.operations.drop(conn, shop.program_id, member.member_id, what.tag)
    return tags.operations.put(
        conn, shop.program_id, member.member_id, what.tag, actor=run.actor, at=shop.now
    )


def _booked(conn: Connection, shop: Shop, run: Run, what: What, member: Member, item: Item) -> None:
    try:
        # What is refused leaves nothing behind, whatever was begun for it.
        with conn.transaction():
            answer = _book(conn, shop, run, what, member)
            if answer.refused is not None:
                raise _RefusedError(answer.refused)
    except _RefusedError as error:
        _settled(conn, item, error.refused)
    else:
        # Of two who share an account the second finds it done.
        same = answer.status == "repeated"
        bulk.operations.settle(conn, item, "same" if same else "done")


def _book(conn: Connection, shop: Shop, run: Run, what: What, member: Member) -> Answer:
    key, fingerprint = f"bulk:{run.run_id}", sha256(run.what.encode()).digest()
    if what.action == "adjust":
        fact = Adjust(
            occurred_at=shop.now, currency=what.currency, amount=what.amount, actor=run.actor
        )
        return adjust(
            conn, shop, member.account_id, fact, key=key, fingerprint=fingerprint,
            reason=what.reason,
        )  # fmt: skip
    decided = TierDecided(
        occurred_at=shop.now,
        decision="hold",
        level=what.level,
        actor=run.actor,
        until=what.until,
    )
    return decide(
        conn, shop, member.account_id, decided, key=key, fingerprint=fingerprint,
        reason=what.reason,
    )  # fmt: skip


def _settled(conn: Connection, item: Item, refused: Refused) -> None:
    bulk.operations.settle(conn, item, "failed", msgspec.json.encode(refused).decode())
