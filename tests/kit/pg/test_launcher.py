"""The embedded server: made once, found again, stopped cleanly, and back after a kill."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from regulars.kit.errors import SetupError
from regulars.kit.pg import home, process, roles
from regulars.kit.pg.installation import SUPERUSER
from regulars.kit.pg.launcher import Server

SETTINGS = {"shared_buffers": "16MB", "max_connections": "10"}


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a server that was made and stopped: making one takes seconds."""
    server = Server(tmp_path_factory.mktemp("made") / "data", settings=SETTINGS)
    assert server.init() is True
    assert server.stop() is True
    return server.data


@pytest.fixture
def server(made_once: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of its own, running."""
    made = Server(tmp_path / "data", settings=SETTINGS)
    shutil.copytree(made_once, made.data)
    assert made.start() is True
    yield made
    made.stop()


def _as_app(server: Server) -> psycopg.Connection:
    return psycopg.connect(server.installation().conninfo(roles.APP, server.data))


def _as_owner(server: Server) -> psycopg.Connection:
    return psycopg.connect(server.installation().conninfo(roles.OWNER, server.data))


def test_a_second_init_and_start_change_nothing(server: Server) -> None:
    before, known = server.running(), server.installation()
    assert server.init() is False
    assert server.start() is False
    assert server.running() == before
    assert server.installation() == known


def test_it_stops_and_starts_with_its_data(server: Server) -> None:
    with _as_owner(server) as connection:
        connection.execute("CREATE TABLE kept_row (id bigint PRIMARY KEY)")
        connection.execute("INSERT INTO kept_row VALUES (7)")
    assert server.stop() is True
    assert server.running() is None
    assert server.stop() is False
    assert server.start() is True
    with _as_app(server) as connection:
        assert connection.execute("SELECT id FROM kept_row").fetchall() == [(7,)]


def test_what_was_committed_survives_a_kill(server: Server) -> None:
    with _as_owner(server) as connection:
        connection.execute("CREATE TABLE kept_row (id bigint PRIMARY KEY)")
    pid = server.running()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert server.start() is True
    with _as_app(server) as connection:
        assert connection.execute("SELECT count(*) FROM kept_row").fetchone() == (0,)


def test_a_note_of_a_process_that_is_another_program(server: Server) -> None:
    """After a crash the system may have given the server's id to anyone; here it is ours."""
    server.stop()
    (server.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{server.cluster}\n1\n1\n")
    assert server.running() is None
    assert server.start() is True


def test_another_process_stops_it(server: Server) -> None:
    code = (
        "import sys; from pathlib import Path; from regulars.kit.pg.launcher import Server;"
        "sys.exit(not Server(Path(sys.argv[1])).stop())"
    )
    subprocess.run([sys.executable, "-c", code, str(server.data)], check=True)
    assert server.running() is None


def test_two_starters_get_one_server(server: Server) -> None:
    server.stop()
    code = (
        "import sys; from pathlib import Path; from regulars.kit.pg.launcher import Server;"
        "s = Server(Path(sys.argv[1])); s.start(); print(s.running())"
    )
    command = [sys.executable, "-c", code, str(server.data)]
    starters = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = {starter.communicate()[0] for starter in starters}
    assert [starter.returncode for starter in starters] == [0, 0]
    assert said == {f"{server.running()}\n"}


def test_it_moves_when_its_port_is_taken(server: Server) -> None:
    server.stop()
    port = server.installation().port
    with socket.create_server(("127.0.0.1", port)):
        assert server.start() is True
    assert server.installation().port != port
    with _as_app(server) as connection:
        assert connection.info.port == server.installation().port


def test_it_is_reached_by_tcp_with_the_password_only(server: Server) -> None:
    known = server.installation()
    target = {"host": "127.0.0.1", "port": known.port, "dbname": "regulars", "user": roles.APP}
    with psycopg.connect(**target, password=known.app_password) as connection:
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(**target, password="wrong")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(
            host=str(home.socket_folder(server.data)),
            port=known.port,
            dbname="regulars",
            user=roles.APP,
            password="wrong",
        )


def test_secrets_are_the_owner_s_alone(server: Server) -> None:
    known = server.installation()
    passwords = {known.superuser_password, known.owner_password, known.app_password}
    assert len(passwords) == 3
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    assert stat.S_IMODE((server.data / "server.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(server.log.stat().st_mode) == 0o600
    pid = server.running()
    said = Path(f"/proc/{pid}/cmdline")
    if said.exists():
        assert not any(password in said.read_text() for password in passwords)


def test_texts_sort_alike_everywhere(server: Server) -> None:
    with _as_app(server) as connection:
        found = connection.execute(
            "SELECT datlocprovider::text, datlocale FROM pg_database WHERE datname = 'regulars'"
        ).fetchone()
    assert found == ("b", "C.UTF-8")


def test_a_deep_folder_with_a_space(tmp_path: Path) -> None:
    """A socket's path is short and plain, whatever the data folder's is."""
    server = Server(tmp_path / ("deep" * 20) / "with a space, and a comma", settings=SETTINGS)
    try:
        server.init()
        with _as_app(server) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        server.stop()
        home.socket_folder(server.data).rmdir()


def test_a_half_made_one_is_made_anew(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", settings=SETTINGS)
    (server.data / "postgresql.new").mkdir(parents=True)
    (server.data / "postgresql.new" / "PG_VERSION").write_text("18")
    try:
        assert server.init() is True
    finally:
        server.stop()


def test_nothing_is_there_yet(tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    assert server.running() is None
    assert server.stop() is False
    with pytest.raises(SetupError, match="regulars db init"):
        server.start()


def test_why_it_does_not_start(server: Server) -> None:
    server.stop()
    broken = Server(server.data, settings={"shared_buffers": "a lot"})
    with pytest.raises(SetupError, match="shared_buffers"):
        broken.start()


def test_the_superuser_s_tuning_is_the_operator_s(server: Server) -> None:
    server.stop()
    with (server.cluster / "postgresql.conf").open("a") as file:
        file.write("jit = on\n")
    server.start()
    with psycopg.connect(server.installation().conninfo(SUPERUSER, server.data)) as connection:
        assert connection.execute("SHOW jit").fetchone() == ("on",)
    assert process.running(server.cluster) == server.running()
