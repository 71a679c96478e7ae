"""The embedded data of an older PostgreSQL brought to the newer one.

New data are made beside the old ones and take their place when every table has its rows; the old
ones stay. pg_upgrade does it where the old programs are complete; a dump by the old server else.
"""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from regulars.kit.errors import SetupError
from regulars.kit.pg import archive, cluster, dumps, home, locks, roles, swapping, unprivileged
from regulars.kit.pg.installation import SUPERUSER
from regulars.kit.pg.launcher import Server

FRESH = "postgresql.upgraded"
# What pg_upgrade runs of the old version.
_NEEDED = ("postgres", "pg_ctl", "pg_controldata", "pg_resetwal")


@dataclass(frozen=True)
class Upgraded:
    """How it was done, the rows of each table, where the old data are, the archive that ended with
    them, and what their files set that the new ones do not."""

    by: str
    rows: dict[str, int]
    old: Path
    archived_in: Path | None
    left_behind: list[str]


def upgrade(server: Server, old_programs: Path, *, by_dump: bool = False) -> Upgraded:
    """Will bring the data to the version of the server's programs; the server is stopped then."""
    aside = server.data / f"{server.name}-{server.major_version()}"
    if aside.exists():
        raise SetupError(f"{aside} is there from before; remove it first, or move it away.")
    old, fresh = replace(server, bin_folder=old_programs), replace(server, name=FRESH)
    by_dump = by_dump or not all((old_programs / one).is_file() for one in _NEEDED)
    # What an upgrade that was killed left.
    fresh.stop()
    shutil.rmtree(fresh.cluster, ignore_errors=True)
    archived_in = archive.folder_of(server.data)
    # The new data have a log of their own, which must not get into the old archive.
    archive.turn_off(server.data)
    try:
        before = _counted(old)
        (_by_dump if by_dump else _by_pg_upgrade)(old, fresh)
        fresh.start()
        after = _settled(fresh)
        if after != before:
            raise SetupError("Tables differ after the upgrade; the old data are as they were.")
        fresh.stop()
    except BaseException:
        for one in (fresh, old):
            one.stop()
        shutil.rmtree(fresh.cluster, ignore_errors=True)
        if archived_in is not None:
            archive.remember(server.data, archived_in)
        raise
    before_settings, now = cluster.settings(old.cluster), cluster.settings(fresh.cluster)
    left = [line for name, line in sorted(before_settings.items()) if now.get(name) != line]
    with locks.held(server.data / "lock"):
        swapping.swap(fresh.cluster, server.cluster, aside)
    return Upgraded("dump" if by_dump else "pg_upgrade", after, aside, archived_in, left)


def _counted(old: Server) -> dict[str, int]:
    """The rows of each table; the old server is stopped cleanly after it, whatever was before."""
    old.stop()
    old.start()
    with _admin(old) as admin:
        rows = dumps.rows(admin)
    admin.close()
    old.stop()
    return rows


def _settled(fresh: Server) -> dict[str, int]:
    with _admin(fresh) as admin:
        # Plans follow statistics, and not all of them came along.
        admin.execute("ANALYZE")
        rows = dumps.rows(admin)
    admin.close()
    return rows


def _admin(server: Server) -> psycopg.Connection:
    return psycopg.connect(server.installation().conninfo(SUPERUSER, server.data))


def _by_dump(old: Server, fresh: Server) -> None:
    with tempfile.TemporaryFile(dir=old.data) as file:
        old.start()
        known = old.installation()
        with psycopg.connect(known.conninfo(roles.OWNER, old.data)) as conn:
            major = conn.info.server_version // 10_000
            with dumps.frozen(conn) as snapshot:
                address = known.conninfo(roles.OWNER, old.data)
                dumps.dump(address, file, snapshot=snapshot, server=major)
        conn.close()
        old.stop()
        fresh.init()
        file.seek(0)
        # The port may have moved.
        address = fresh.installation().conninfo(roles.OWNER, fresh.data)
        with psycopg.connect(address) as conn:
            first, major = dumps.emptied(conn), conn.info.server_version // 10_000
        conn.close()
        dumps.restore(address, file, first=first, server=major)
    fresh.stop()


def _by_pg_upgrade(old: Server, fresh: Server) -> None:
    known = old.installation()
    checksums = _has_checksums(old)
    cluster.make(
        fresh.bin_folder, fresh.cluster, superuser=SUPERUSER, password=known.superuser_password,
        checksums=checksums,
    )  # fmt: skip
    with tempfile.TemporaryDirectory(dir=old.data, prefix="upgrade-") as scratch:
        _run(
            fresh.bin_folder / "pg_upgrade",
            *("--old-datadir", str(old.cluster), "--new-datadir", str(fresh.cluster)),
            *("--old-bindir", str(old.bin_folder), "--new-bindir", str(fresh.bin_folder)),
            *("--old-port", str(known.port), "--new-port", str(known.port)),
            *("--username", SUPERUSER, "--socketdir", str(home.socket_folder(old.data))),
            folder=Path(scratch), password=known.superuser_password,
        )  # fmt: skip
        if not checksums:
            # Every page tells from now on when a disk has changed it.
            program = fresh.bin_folder / "pg_checksums"
            _run(program, "--enable", "--pgdata", str(fresh.cluster), folder=Path(scratch))


def _has_checksums(old: Server) -> bool:
    said = subprocess.run(
        [old.bin_folder / "pg_controldata", "--pgdata", old.cluster],
        capture_output=True, text=True, check=True, env=os.environ | {"LC_ALL": "C"},
    ).stdout  # fmt: skip
    line = next(line for line in said.splitlines() if line.startswith("Data page checksum"))
    return line.split()[-1] != "0"


def _run(program: Path, *arguments: str, folder: Path, password: str = "") -> None:
    done = subprocess.run(
        unprivileged.command(program, *arguments), cwd=folder, capture_output=True, text=True,
        check=False, env=os.environ | ({"PGPASSWORD": password} if password else {}),
    )  # fmt: skip
    if done.returncode != 0:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        raise SetupError(
            f"{program.name} failed, the old data are as they were: {' / '.join(said[-4:])}. "
            f"Try: regulars db upgrade --by-dump"
        )
