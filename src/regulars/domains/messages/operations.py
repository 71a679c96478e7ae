"""Writing notices: only from effects, silent when there are none."""

from collections.abc import Sequence

from psycopg import Connection

from regulars.domains.messages.contracts import Notice
from regulars.domains.messages.store import SQL


def tell(conn: Connection, notices: Sequence[Notice]) -> None:
    """Will keep notices for whoever sends them."""
    if not notices:
        return
    columns: dict[str, object] = {
        "account_ids": [one.account_id for one in notices],
        "notice_ids": [one.notice_id for one in notices],
        "program_ids": [one.program_id for one in notices],
        "triggers": [one.trigger for one in notices],
        "data": [one.data.decode() for one in notices],
        "due": [one.due_at for one in notices],
        "created": [one.created_at for one in notices],
    }
    SQL.send(conn, "insert_notices", columns)
