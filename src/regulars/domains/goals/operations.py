"""Setting goals and letting go of them."""

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.goals.contracts import GOALS_MAX, Goal
from regulars.domains.goals.store import SQL


def put(conn: Connection, goal: Goal) -> bool:
    """Will keep a goal; False when it is kept already, or there are too many."""
    return SQL.run(conn, "set", msgspec.structs.asdict(goal) | {"most": GOALS_MAX}) == 1


def drop(conn: Connection, program_id: UUID, goal_id: UUID) -> bool:
    """Will let go of a goal; False when it was not there."""
    return SQL.run(conn, "drop", {"program_id": program_id, "goal_id": goal_id}) == 1
