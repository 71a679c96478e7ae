"""A whole database out of one server and into another, in PostgreSQL's own archive format.

The dump is of one moment: that of a snapshot which the caller holds, so that what the caller counts
in it is what the dump has.
"""

import contextlib
import itertools
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Protocol

from psycopg import Connection, IsolationLevel, sql

from regulars.kit.pg import clients, roles

# New in 17, and written by its programs for older servers too, which do not know it.
_UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"
_HEAD_LINES_MAX = 40
_CHUNK = 1 << 20


class Sink(Protocol):
    """What a dump can be written to."""

    def write(self, chunk: bytes, /) -> int:
        """Will take some bytes."""


@contextmanager
def frozen(conn: Connection) -> Iterator[str]:
    """Hold one moment of the database inside the block; gives the name of the snapshot."""
    conn.isolation_level = IsolationLevel.REPEATABLE_READ
    conn.read_only = True
    with conn.transaction():
        found = conn.execute("SELECT pg_export_snapshot()").fetchone()
        assert found is not None
        yield str(found[0])


def tables(conn: Connection) -> list[str]:
    """The names of all tables of the public schema."""
    found = conn.execute(
        "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    )
    return [str(name) for (name,) in found.fetchall()]


def rows(conn: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {name: _rows(conn, name) for name in tables(conn)}


def _rows(conn: Connection, table: str) -> int:
    statement = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    found = conn.execute(statement).fetchone()
    assert found is not None
    return int(found[0])


def dump(conninfo: str, into: Sink, *, snapshot: str, server: int) -> None:
    """Will write the database as it was at the snapshot."""
    address, variables = clients.target(conninfo)
    command = [
        str(clients.program("pg_dump", server=server)),
        *("--dbname", address, "--format=custom", "--schema=public"),
        *(f"--snapshot={snapshot}", "--lock-wait-timeout=60s"),
    ]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=said) as process,
    ):
        assert process.stdout is not None
        shutil.copyfileobj(process.stdout, into, _CHUNK)
        code = process.wait()
        clients.refuse_failure("pg_dump", code, _text(said))


def restore(conninfo: str, source: IO[bytes], *, first: bytes, server: int) -> None:
    """Will run a first script and load a dump in one transaction: all of it, or nothing.

    The script goes through our hands on its way, because the programs write it for their own
    version of the server alone. We end the transaction ourselves, too: to psql a script that was
    cut short, because somebody stopped us, looks like one that is at its end.
    """
    address, variables = clients.target(conninfo)
    reads = [str(clients.program("pg_restore", server=server)),
             "--no-owner", "--schema=public", "--file=-"]  # fmt: skip
    writes = [
        str(clients.program("psql", server=server)),
        *("--dbname", address, "--no-psqlrc", "--quiet"),
        *("--set", "ON_ERROR_STOP=1", "--output", "/dev/null", "--file=-"),
    ]
    with tempfile.TemporaryFile() as said_reader, tempfile.TemporaryFile() as said_writer:
        reader = subprocess.Popen(
            reads, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said_reader
        )
        writer = subprocess.Popen(
            writes, env=variables, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=said_writer,
        )  # fmt: skip
        with reader, writer:
            failed: list[Exception] = []
            feeder = threading.Thread(target=_feed, args=(source, reader, failed))
            feeder.start()
            _pass_on(b"BEGIN;\n" + first, reader, writer)
            read = reader.wait()
            feeder.join()
            _close(writer, b"COMMIT;\n" if read == 0 and not failed else b"")
            written = writer.wait()
        if failed:
            raise failed[0]
        # A psql that fails ends its reader as well, and knows why; one that ends well has committed
        # what a reader that ended well gave it.
        clients.refuse_failure("psql", written, _text(said_writer))
        clients.refuse_failure("pg_restore", read, _text(said_reader))


def _feed(source: IO[bytes], reader: "subprocess.Popen[bytes]", failed: list[Exception]) -> None:
    assert reader.stdin is not None
    try:
        shutil.copyfileobj(source, reader.stdin, _CHUNK)
    except BrokenPipeError:
        pass  # a reader that ended early says why by itself
    except Exception as error:  # noqa: BLE001 - raised again by who waits for this thread
        failed.append(error)
    finally:
        _close(reader, b"")


def _pass_on(
    first: bytes, reader: "subprocess.Popen[bytes]", writer: "subprocess.Popen[bytes]"
) -> None:
    assert reader.stdout is not None
    assert writer.stdin is not None
    try:
        writer.stdin.write(first)
        for line in itertools.islice(reader.stdout, _HEAD_LINES_MAX):
            if line != _UNKNOWN_BEFORE_17:
                writer.stdin.write(line)
        shutil.copyfileobj(reader.stdout, writer.stdin, _CHUNK)
    except BrokenPipeError:
        reader.kill()


def _close(process: "subprocess.Popen[bytes]", last: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(last)
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def emptied(owner: Connection) -> bytes:
    """A script that removes every table and function that the owner has in the public schema.

    What tables made from now on would grant by default goes as well: the dump's own grants are what
    holds for its tables, and the default comes back at its end.
    """
    owned = [
        sql.SQL("DROP {} IF EXISTS {} CASCADE;\n").format(sql.SQL(kind), sql.SQL(name))
        for kind, name in owner.execute(_OWNED).fetchall()
    ]
    default = sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON {} FROM {};\n")
    kinds = (sql.SQL("TABLES"), sql.SQL("SEQUENCES"))
    revoked = [default.format(kind, sql.Identifier(roles.APP)) for kind in kinds]
    # Of what is removed together with something else nothing is there any more: no news.
    quiet = sql.SQL("SET client_min_messages = warning;\n")
    return sql.Composed([quiet, *owned, *revoked]).as_string(owner).encode()


# Names as PostgreSQL itself writes them, quoted where they must be.
_OWNED = """
    SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'c' THEN 'TYPE'
           ELSE 'TABLE' END,
           oid::regclass::text
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
    AND relkind IN ('r', 'p', 'v', 'S', 'c') AND pg_has_role(relowner, 'USAGE')
    -- A column's own sequence goes with its table, and may not go before it.
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass
                    AND objid = pg_class.oid AND deptype IN ('a', 'i') AND relkind = 'S')
    UNION ALL SELECT 'ROUTINE', oid::regprocedure::text
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND pg_has_role(proowner, 'USAGE')
    UNION ALL SELECT 'TYPE', oid::regtype::text
    FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
    AND pg_has_role(typowner, 'USAGE')
"""
