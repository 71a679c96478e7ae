"""A file that is kept in the database, taken in by a job: checked first, or booked, in batches.

Each batch and how far it is are one transaction, so a job that was stopped goes on behind the
last one. A check books as well and undoes it at once: it says what would happen now.
"""

from collections import Counter
from functools import partial
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.rounding import exponent
from regulars.domains import imports, programs
from regulars.domains.imports.contracts import File, Phase
from regulars.kit.clock import now
from regulars.kit.errors import SetupError
from regulars.wire.importing import running
from regulars.wire.importing.looking_back import look_back
from regulars.wire.importing.mapped import Mapped
from regulars.wire.importing.rejected import Reject
from regulars.wire.importing.spooling import keepable, mapping_of, spooled, transact

FOLLOWS: dict[str, Phase] = {"checking": "checked", "running": "done"}


def carry_on(conn: Connection, file_id: UUID) -> None:
    """Will take a file in from where it is to its end, or until somebody stops it."""
    with imports.operations.alone(conn, file_id) as alone:
        file = transact(conn, partial(imports.queries.file, file_id=file_id))
        if alone and file is not None and file.active:
            _guarded(conn, file)


def _guarded(conn: Connection, file: File) -> None:
    try:
        if file.program_id is None:
            look_back(conn, file)
        else:
            _through(conn, file)
    except (SetupError, UnicodeError) as error:
        _fail(conn, file.file_id, str(error))
    except Exception:
        _fail(conn, file.file_id, "")
        raise


def _through(conn: Connection, file: File) -> None:
    assert file.program_id is not None, "what is taken in belongs to a program"
    digits = transact(conn, partial(_digits, program_id=file.program_id))
    with spooled(conn, file.file_id) as path:
        rows = running.found(file.kind, path, mapping_of(file), digits)
        at = file.settled
        for batch in running.batches(rows, skip=at):
            if not transact(conn, partial(_batch, file=file, at=at, batch=batch)):
                return
            at += len(batch)
    transact(conn, partial(_finish, file=file, at=at))


def _digits(conn: Connection, program_id: UUID) -> int:
    return exponent(programs.queries.timeline(conn, program_id).latest.document.currency)


def _batch(conn: Connection, file: File, at: int, batch: list[Mapped | Reject]) -> bool:
    """Book a batch and keep how far it is; False when somebody stopped it or is ahead."""
    held = imports.operations.hold(conn, file.file_id)
    if held is None or held.phase != file.phase or held.settled != at:
        return False
    assert held.program_id is not None, "what is taken in belongs to a program"
    with conn.transaction(force_rollback=held.phase == "checking"):
        done = running.book(conn, held.program_id, held.kind, batch)
    counts = Counter(msgspec.json.decode(held.counts, type=dict[str, int])) + done.counts
    if done.rejects:
        imports.operations.refuse(conn, file.file_id, [keepable(one) for one in done.rejects])
    after = msgspec.structs.replace(
        held, settled=at + len(batch), lines=held.lines + done.lines,
        counts=msgspec.json.encode(dict(counts)).decode(),
    )  # fmt: skip
    imports.operations.change(conn, after)
    return True


def _finish(conn: Connection, file: File, at: int) -> None:
    held = imports.operations.hold(conn, file.file_id)
    if held is None or held.phase != file.phase or held.settled != at:
        return
    phase = FOLLOWS[held.phase]
    imports.operations.change(
        conn, msgspec.structs.replace(held, phase=phase, finished_at=now(), rows=held.lines)
    )
    if phase == "done":
        imports.operations.forget_parts(conn, file.file_id)


def _fail(conn: Connection, file_id: UUID, why: str) -> None:
    def failed(conn: Connection) -> None:
        held = imports.operations.hold(conn, file_id)
        if held is not None and held.active:
            phase = "failed" if held.phase == "running" else "uploaded"
            imports.operations.change(
                conn, msgspec.structs.replace(held, phase=phase, report=why or "unexpected")
            )

    transact(conn, failed)
