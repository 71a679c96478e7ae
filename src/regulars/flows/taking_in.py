"""Steps of a file that was brought: its columns named, checked, taken in, stopped, thrown away."""

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains import imports
from regulars.domains.imports.contracts import File, Phase
from regulars.kit.clock import now

# From which phases each step leads where.
_STEPS: dict[str, tuple[tuple[str, ...], Phase]] = {
    "run": (("checked",), "running"),
    "on": (("stopped", "failed"), "running"),
    "stop": (("running",), "stopped"),
    "back": (("checking", "checked"), "uploaded"),
}
_ANEW = {"run", "back"}


def name_columns(conn: Connection, file_id: UUID, mapping: str) -> bool:
    """Will keep how a file is read, while nothing has been done with it."""
    held = _held(conn, file_id, "uploaded")
    if held is not None:
        imports.operations.change(conn, msgspec.structs.replace(held, mapping=mapping))
    return held is not None


def check(conn: Connection, file_id: UUID, mapping: str) -> bool:
    """Will have a file checked with these columns; False when it is under way."""
    held = _held(conn, file_id, "uploaded", "checked")
    if held is None:
        return False
    _begin(conn, msgspec.structs.replace(held, mapping=mapping), "checking")
    return True


def change(conn: Connection, file_id: UUID, step: str) -> bool:
    """Will take a step: run, on, stop, back or drop; False where it cannot be taken now."""
    if step == "drop":
        return _dropped(conn, file_id)
    if step not in _STEPS:
        return False
    before, after = _STEPS[step]
    held = _held(conn, file_id, *before)
    if held is None:
        return False
    if step in _ANEW:
        _begin(conn, held, after)
    else:
        imports.operations.change(conn, msgspec.structs.replace(held, phase=after, report=""))
    return True


def belong(conn: Connection, file_id: UUID, program_id: UUID) -> bool:
    """Will give a file that was only looked at to a program, checked as it is."""
    held = _held(conn, file_id, "checked")
    if held is None or held.program_id is not None:
        return False
    imports.operations.change(conn, msgspec.structs.replace(held, program_id=program_id, report=""))
    return True


def _begin(conn: Connection, held: File, phase: Phase) -> None:
    imports.operations.forget_refused(conn, held.file_id)
    anew = msgspec.structs.replace(
        held, phase=phase, settled=0, lines=0, counts="{}", report="", finished_at=None
    )
    imports.operations.change(conn, anew)


def _dropped(conn: Connection, file_id: UUID) -> bool:
    held = imports.operations.hold(conn, file_id)
    if held is None or held.gone_at is not None:
        return False
    if held.active:
        phase: Phase = "stopped" if held.phase == "running" else "uploaded"
        imports.operations.change(conn, msgspec.structs.replace(held, phase=phase))
    imports.operations.let_go(conn, file_id, now())
    return True


def _held(conn: Connection, file_id: UUID, *phases: str) -> File | None:
    held = imports.operations.hold(conn, file_id)
    return held if held and held.gone_at is None and held.phase in phases else None
