"""Data of an older server come to the newer one with every row. The old one is that of the run: the
wheel's own, and with `make prove` PostgreSQL 15."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.support import database

from regulars.kit.errors import SetupError
from regulars.kit.pg import binaries, roles, upgrading
from regulars.kit.pg.launcher import Server

SETTINGS = {"shared_buffers": "16MB", "max_connections": "10", "fsync": "off"}


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Server]:
    """A server of the old version with a table that the application may read and add to only."""
    server = Server(tmp_path / "data", database.server().bin_folder, SETTINGS)
    server.init()
    with psycopg.connect(server.installation().conninfo(roles.OWNER, server.data)) as conn:
        conn.execute("CREATE TABLE said (word text PRIMARY KEY)")
        conn.execute("REVOKE UPDATE, DELETE ON said FROM regulars_app")
        conn.execute("INSERT INTO said SELECT 'word ' || n FROM generate_series(1, 1000) AS n")
    conn.close()
    with (server.cluster / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write("work_mem = '5MB'  # ours\n")
    yield server
    server.stop()


@pytest.mark.pg15
@pytest.mark.parametrize("by_dump", [False, True])
def test_every_row_comes_along(old: Server, by_dump: bool) -> None:
    new = Server(old.data, settings=SETTINGS)
    major = old.major_version()
    done = upgrading.upgrade(new, old.bin_folder, by_dump=by_dump)
    assert done.by == ("dump" if by_dump else "pg_upgrade")
    assert done.rows == {"said": 1000}
    assert done.old == old.data / f"postgresql-{major}"
    assert "work_mem = '5MB'" in done.left_behind
    assert not any(line.startswith("jit") for line in done.left_behind)
    assert (done.old / "PG_VERSION").read_text() == f"{major}\n"
    new.start()
    try:
        with psycopg.connect(new.installation().conninfo(roles.APP, new.data)) as conn:
            conn.execute("INSERT INTO said VALUES ('new')")
            assert conn.execute("SELECT count(*) FROM said").fetchone() == (1001,)
            assert conn.execute("SHOW data_checksums").fetchone() == ("on",)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute("DELETE FROM said")
        conn.close()
    finally:
        new.stop()


def test_what_cannot_be_done_leaves_all_as_it_was(old: Server, tmp_path: Path) -> None:
    new = Server(old.data, settings=SETTINGS)
    ours = binaries.major_version(new.bin_folder)
    with pytest.raises((SetupError, OSError)):
        upgrading.upgrade(new, tmp_path / "no programs")
    (old.data / f"postgresql-{ours}").mkdir()
    (old.cluster / "PG_VERSION").write_text(f"{ours + 1}\n")
    with pytest.raises(SetupError, match=f"newer than the {ours}"):
        new.start()
    (old.cluster / "PG_VERSION").write_text(f"{ours - 1}\n")
    with pytest.raises(SetupError, match="regulars db upgrade"):
        new.start()
    (old.cluster / "PG_VERSION").write_text(f"{ours}\n")
    with pytest.raises(SetupError, match="from before"):
        upgrading.upgrade(new, old.bin_folder)
    assert new.start() is True
    with psycopg.connect(new.installation().conninfo(roles.APP, new.data)) as conn:
        assert conn.execute("SELECT count(*) FROM said").fetchone() == (1000,)
    conn.close()
