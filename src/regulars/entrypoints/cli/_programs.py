"""Which program a command means."""

from typing import Any
from uuid import UUID

from psycopg import Connection

from regulars.domains.programs import queries
from regulars.domains.programs.contracts import ProgramRow
from regulars.kit.errors import SetupError


def find_program(conn: Connection[Any], name: str, program_id: UUID | None) -> ProgramRow:
    """Will find the one program of that name."""
    rows = [one for one in queries.all_programs(conn) if one.name == name]
    rows = [one for one in rows if program_id in (None, one.program_id)]
    if not rows:
        raise SetupError(f"This installation has no program called {name}.")
    if len(rows) > 1:
        ids = ", ".join(str(one.program_id) for one in rows)
        raise SetupError(f"Several programs are called {name}; add --program-id with one of {ids}.")
    return rows[0]
