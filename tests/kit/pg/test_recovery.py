"""The embedded database as it was at a moment, from its archive."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from regulars.kit.errors import SetupError
from regulars.kit.pg import archive, recovery, roles
from regulars.kit.pg.installation import SUPERUSER
from regulars.kit.pg.launcher import Server

SETTINGS = {"shared_buffers": "16MB", "max_connections": "10", "fsync": "off"}


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A running server with an archive and a base backup, and one row from before that."""
    top = tmp_path_factory.mktemp("kept")
    server, folder = Server(top / "data", settings=SETTINGS), top / "50% safe's"
    server.init()
    run(server, "CREATE TABLE said (word text)", "INSERT INTO said VALUES ('before')")
    server.stop()
    archive.turn_on(server.data, folder)
    server.start()
    archive.take_base(server.data, server.installation(), folder)
    yield server, folder
    server.stop()


def run(server: Server, *statements: str) -> None:
    with psycopg.connect(server.installation().conninfo(roles.OWNER, server.data)) as conn:
        for one in statements:
            conn.execute(one)


def words(server: Server) -> list[str]:
    with psycopg.connect(server.installation().conninfo(roles.OWNER, server.data)) as conn:
        return [row[0] for row in conn.execute("SELECT word FROM said ORDER BY 1").fetchall()]


def moment(server: Server) -> datetime:
    """The server's own time between two commits."""
    with psycopg.connect(server.installation().conninfo(roles.OWNER, server.data)) as conn:
        found = conn.execute("SELECT clock_timestamp()").fetchone()
    assert found is not None
    return found[0]


def test_before_a_wrong_deletion(kept: tuple[Server, Path], tmp_path: Path) -> None:
    server, folder = kept
    run(server, "INSERT INTO said VALUES ('good')")
    right = moment(server)
    run(server, "DELETE FROM said")
    done = recovery.recover(server, folder, right)
    assert done.reached
    server.start()
    assert words(server) == ["before", "good"]
    assert done.before is not None
    assert (done.before / "PG_VERSION").is_file()

    # It goes on from there, archiving; all that was done since is in the archive, and in another
    # data folder with passwords of its own the latest state comes back.
    run(server, "INSERT INTO said VALUES ('later')")
    server.stop()
    other = Server(tmp_path / "data", settings=SETTINGS)
    assert recovery.recover(other, folder, datetime.now(UTC) + timedelta(days=1)).reached is False
    try:
        other.start()
        assert words(other) == ["before", "good", "later"]
        assert archive.folder_of(other.data) is None
    finally:
        other.stop()
    server.start()

    # Older bases and their log go when newer ones are there; the newest one still serves.
    archive.take_base(server.data, server.installation(), folder)
    assert archive.thin(folder, 1) == 1
    with pytest.raises(SetupError, match="no base backup from before"):
        recovery.recover(server, folder, right - timedelta(days=1))
    server.start()
    assert words(server) == ["before", "good", "later"]


def test_a_damaged_base_is_not_used(kept: tuple[Server, Path], tmp_path: Path) -> None:
    server, folder = kept
    copied = tmp_path / "archive"
    # A clean stop archives all that there is.
    server.stop()
    shutil.copytree(folder, copied)
    server.start()
    ((_, base), *_) = archive.bases(copied)
    (base / "PG_VERSION").write_text("18\n\n")
    other = Server(tmp_path / "data", settings=SETTINGS)
    with pytest.raises(SetupError, match="damaged"):
        recovery.recover(other, copied, None)
    assert not other.initialised()
    # Neither is a log that cannot be read taken for a shorter one.
    shutil.copy(archive.bases(folder)[0][1] / "PG_VERSION", base)
    for file in (copied / "log").iterdir():
        file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(SetupError, match="PostgreSQL"):
        recovery.recover(other, copied, None)
    assert not other.initialised()
    with pytest.raises(SetupError, match="no archive"):
        recovery.recover(other, tmp_path, None)
    with pytest.raises(SetupError, match="not empty"):
        archive.turn_on(server.data, tmp_path)


def test_a_log_with_a_gap_does_not_end_there(kept: tuple[Server, Path], tmp_path: Path) -> None:
    server, folder = kept
    installation = server.installation()
    before = {file.name for file in (folder / "log").iterdir()}
    for number in range(3):
        run(server, f"INSERT INTO said VALUES ('gap {number}')")
        with psycopg.connect(installation.conninfo(SUPERUSER, server.data), autocommit=True) as one:
            one.execute("SELECT pg_switch_wal()")
    server.stop()
    copied = tmp_path / "archive"
    shutil.copytree(folder, copied)
    server.start()
    new = sorted(file for file in (copied / "log").iterdir() if file.name not in before)
    assert len(new) > 2
    new[1].unlink()
    other = Server(tmp_path / "data", settings=SETTINGS)
    with pytest.raises(SetupError, match="PostgreSQL"):
        recovery.recover(other, copied, None)
    assert not other.initialised()
    # Without what comes after it, it is where the log ends.
    for file in new[2:]:
        file.unlink()
    assert recovery.recover(other, copied, None).reached
    try:
        other.start()
        assert [one for one in words(other) if one.startswith("gap")] == ["gap 0"]
    finally:
        other.stop()
