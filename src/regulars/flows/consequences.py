"""What domains write down of events, besides the ledger: a fixed tuple, each silent when there is
nothing of its kind.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from psycopg import Connection

from regulars.core.calendar import moment
from regulars.core.effects import Notify
from regulars.core.happened import Happened
from regulars.domains import benefits, campaigns, messages, rewards, segments, tiers
from regulars.domains.messages.contracts import Notice
from regulars.kit import ids

APPLY: tuple[Callable[[Connection, Sequence[Happened]], None], ...] = (
    rewards.operations.apply,
    segments.operations.apply,
    tiers.operations.apply,
    benefits.operations.apply,
    campaigns.operations.apply,
)


def write(conn: Connection, happened: Sequence[Happened], now: datetime) -> None:
    """Will write down what follows in every domain, and what members should be told."""
    for apply in APPLY:
        apply(conn, happened)
    notices = [_notice(one, effect, now) for one in happened for effect in one.effects
               if isinstance(effect, Notify)]  # fmt: skip
    messages.operations.tell(conn, notices)


def _notice(one: Happened, effect: Notify, now: datetime) -> Notice:
    return Notice(
        account_id=one.account_id,
        notice_id=ids.new(),
        program_id=one.program_id,
        trigger=effect.trigger,
        data=msgspec.json.encode(effect.data),
        due_at=moment(effect.at),
        created_at=now,
    )
