"""The embedded database as it was at a moment: the last base backup before it, and the log.

It is made beside the data and put in their place when it is whole. The data before stay.
"""

import shutil
import subprocess
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import sql

from regulars.kit.clock import now
from regulars.kit.errors import SetupError
from regulars.kit.pg import archive, binaries, home, locks, process, roles, swapping
from regulars.kit.pg.installation import DATABASE, SUPERUSER, Installation
from regulars.kit.pg.launcher import Server

_ASK_EVERY_SECONDS = 0.1
# What the server says when its log has nothing as late as the moment.
_LOG_IS_SHORTER = "recovery ended before configured recovery target"


@dataclass(frozen=True)
class Recovered:
    """Where the data before are now, and whether the log reached the moment that was asked for."""

    before: Path | None
    reached: bool


def recover(server: Server, folder: Path, at: datetime | None) -> Recovered:
    """Will bring the data back as they were at a moment, or as late as the archive knows. The
    server is stopped then."""
    home.make(server.data)
    with locks.held(server.data / "lock"):
        installation = Installation.read(server.data) or Installation.made_for(server.data)
        installation.write(server.data)
        base = _base(server, folder, at)
        # A clean stop archives the rest of the log.
        process.stop(server.cluster)
        fresh = server.cluster.with_name("postgresql.new")
        # That of a recovery that was killed may still run.
        process.stop(fresh)
        try:
            reached = _replayed(server, installation, folder, base, fresh, at)
            if not reached:
                _replayed(server, installation, folder, base, fresh, None)
        except BaseException:
            process.stop(fresh)
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        before = aside(server.cluster) if server.cluster.exists() else None
        swapping.swap(fresh, server.cluster, before or aside(server.cluster))
    return Recovered(before=before, reached=reached)


def aside(cluster: Path) -> Path:
    """The name that a server's folder has when another takes its place now."""
    return cluster.with_name(f"{cluster.name}.before-{now():%Y%m%dT%H%M%S%fZ}")


def _base(server: Server, folder: Path, at: datetime | None) -> Path:
    found = [path for made, path in archive.bases(folder) if at is None or made <= at]
    if not found:
        raise SetupError(
            f"{folder} has no base backup from before that moment."
            if archive.bases(folder)
            else f"{folder} is no archive: it has no base backup."
        )
    major = int((found[-1] / "PG_VERSION").read_text(encoding="utf-8"))
    if major != (ours := binaries.major_version(server.bin_folder)):
        raise SetupError(
            f"The archive is of PostgreSQL {major} and cannot be read by {ours}; use a Regulars of "
            "that time, then: regulars db upgrade"
        )
    proved = subprocess.run(
        [server.bin_folder / "pg_verifybackup", "--no-parse-wal", "--quiet", found[-1]],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if proved.returncode != 0:
        raise SetupError(
            f"The base backup {found[-1]} is damaged: {proved.stderr.strip().splitlines()[0]}"
        )
    return found[-1]


def _replayed(
    server: Server, installation: Installation, folder: Path, base: Path, fresh: Path,
    at: datetime | None,
) -> bool:  # fmt: skip
    """Copy the base, let the server replay the log, give it our passwords, stop it. False when the
    log ends before the moment."""
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(base, fresh)
    fresh.chmod(0o700)
    (fresh / "recovery.signal").touch()
    access = server.data / "recovery_hba.conf"
    # Passwords of the time of the base are not known; the socket's folder is its owner's alone.
    home.write_secret(access, "local all all trust\n")
    sockets = str(home.socket_folder(server.data))
    said_before = server.log.stat().st_size if server.log.exists() else 0
    started = {
        "listen_addresses": "", "port": str(installation.port), "hba_file": str(access),
        "unix_socket_directories": sockets, "unix_socket_permissions": "0700",
        "restore_command": archive.bringing(folder), "recovery_target_action": "promote",
    } | ({} if at is None else {"recovery_target_time": at.isoformat()})  # fmt: skip
    try:
        process.start(
            server.bin_folder, fresh, server.log,
            archive.settings(server.data) | server.settings | started,
        )  # fmt: skip
        _wait_for_end(fresh, installation.conninfo(SUPERUSER, server.data, database="postgres"))
    except SetupError:
        if at is not None and _LOG_IS_SHORTER in _said(server.log, said_before):
            return False
        raise
    _give_passwords(server, installation)
    process.stop(fresh)
    access.unlink()
    return True


def _wait_for_end(fresh: Path, address: str) -> None:
    while process.running(fresh) is not None:
        try:
            with psycopg.connect(address, autocommit=True) as admin:
                if admin.execute("SELECT pg_is_in_recovery()").fetchone() == (False,):
                    return
        except psycopg.OperationalError:
            # It ended, or is about to; the next look says which.
            pass
        time.sleep(_ASK_EVERY_SECONDS)
    raise SetupError("PostgreSQL could not replay the log; postgresql.log says why.")


def _give_passwords(server: Server, installation: Installation) -> None:
    with psycopg.connect(installation.conninfo(SUPERUSER, server.data, database=DATABASE)) as admin:
        admin.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                sql.Identifier(SUPERUSER), sql.Literal(installation.superuser_password)
            )
        )
        roles.ensure(
            admin,
            passwords={
                roles.OWNER: installation.owner_password, roles.APP: installation.app_password,
            },
        )  # fmt: skip


def _said(log: Path, offset: int) -> str:
    with log.open("rb") as file:
        file.seek(offset)
        return file.read().decode(errors="replace")
