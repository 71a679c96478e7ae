"""Writing uses down: only from effects, silent when there are none."""

from collections.abc import Sequence

from psycopg import Connection

from regulars.core.calendar import moment
from regulars.core.effects import BenefitChanged
from regulars.core.happened import Happened
from regulars.domains.benefits.store import SQL


def apply(conn: Connection, happened: Sequence[Happened]) -> None:
    """Will write the uses that events told of, and those that were taken back."""
    found = [
        (one, effect)
        for one in happened
        for effect in one.effects
        if isinstance(effect, BenefitChanged)
    ]
    used = [pair for pair in found if pair[1].status == "used"]
    undone = [pair for pair in found if pair[1].status == "undone"]
    if used:
        SQL.send(conn, "insert_uses", {
            "account_ids": [one.account_id for one, _ in used],
            "events": [one.event_no for one, _ in used],
            "program_ids": [one.program_id for one, _ in used],
            "benefits": [effect.benefit for _, effect in used],
            "periods": [effect.period for _, effect in used],
            "orders": [effect.order_id for _, effect in used],
            "locations": [effect.location for _, effect in used],
            "saved": [effect.saved_minor for _, effect in used],
            "actors": [effect.actor for _, effect in used],
            "used": [moment(effect.at) for _, effect in used],
        })  # fmt: skip
    if undone:
        SQL.send(conn, "undo_uses", {
            "account_ids": [one.account_id for one, _ in undone],
            "events": [effect.use for _, effect in undone],
            "undone": [moment(effect.at) for _, effect in undone],
        })  # fmt: skip
