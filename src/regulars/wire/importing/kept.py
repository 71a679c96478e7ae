"""A file that is kept in the database, taken in by a job: checked first, or booked, in batches.

Each batch and how far it is are one transaction, so a job that was stopped goes on behind the
last one. A check books as well and undoes it at once: it says what would happen now.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.rounding import exponent
from regulars.domains import imports, programs
from regulars.domains.imports.contracts import File, Phase, Refused
from regulars.kit.clock import now
from regulars.kit.errors import SetupError
from regulars.kit.pg.connect import retrying
from regulars.wire.importing import running
from regulars.wire.importing.mapped import Mapped
from regulars.wire.importing.mapping import Mapping
from regulars.wire.importing.rejected import VALUE_MAX, Reject

FOLLOWS: dict[str, Phase] = {"checking": "checked", "running": "done"}


@contextmanager
def spooled(conn: Connection, file_id: UUID, *, most: int | None = None) -> Iterator[Path]:
    """Will have a file's bytes, or its first `most` parts, in a folder until the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        with path.open("wb") as out:
            for number, body in enumerate(imports.queries.parts(conn, file_id), 1):
                out.write(body)
                if number == most:
                    break
        yield path


def mapping_of(file: File) -> Mapping:
    """Will give how a file is read."""
    return msgspec.json.decode(file.mapping, type=Mapping)


def carry_on(conn: Connection, file_id: UUID) -> None:
    """Will take a file in from where it is to its end, or until somebody stops it."""
    with imports.operations.alone(conn, file_id) as alone:
        file = _transact(conn, partial(imports.queries.file, file_id=file_id))
        if alone and file is not None and file.active:
            _guarded(conn, file)


def _guarded(conn: Connection, file: File) -> None:
    try:
        _through(conn, file)
    except (SetupError, UnicodeError) as error:
        _fail(conn, file.file_id, str(error))
    except Exception:
        _fail(conn, file.file_id, "")
        raise


def _through(conn: Connection, file: File) -> None:
    assert file.program_id is not None, "what is taken in belongs to a program"
    digits = _transact(conn, partial(_digits, program_id=file.program_id))
    with spooled(conn, file.file_id) as path:
        rows = running.found(file.kind, path, mapping_of(file), digits)
        at = file.settled
        for batch in running.batches(rows, skip=at):
            if not _transact(conn, partial(_batch, file=file, at=at, batch=batch)):
                return
            at += len(batch)
    _transact(conn, partial(_finish, file=file, at=at))


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
        imports.operations.refuse(conn, file.file_id, [_kept(one) for one in done.rejects])
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

    _transact(conn, failed)


def _kept(one: Reject) -> Refused:
    """No text of PostgreSQL holds a NUL or half a character."""
    value = one.value[:VALUE_MAX].replace("\0", "�").encode(errors="replace").decode()
    return Refused(line=one.line, field=one.field, value=value, code=one.code, cure=one.cure)


def _transact(conn: Connection, work: Callable[[Connection], Any]) -> Any:
    def attempt() -> Any:
        with conn.transaction():
            return work(conn)

    return retrying(attempt)
