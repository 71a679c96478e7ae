"""The embedded server of one data folder: made once, started when needed, stopped cleanly.

Everything here is done under the folder's lock, so two starters at once get one server. Secrets are
never on a command line.
"""

import time
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import psycopg
from psycopg import sql

from regulars.kit.errors import SetupError
from regulars.kit.pg import archive, binaries, cluster, home, locks, process, roles
from regulars.kit.pg.installation import DATABASE, SUPERUSER, Installation, free_port, is_free

_FREED_SECONDS = 5


@dataclass(frozen=True)
class Server:
    """The embedded server of the data folder; `settings` are added to its command line, `name` is
    that of PostgreSQL's own folder in it."""

    data: Path
    bin_folder: Path = field(default_factory=binaries.bundled)
    settings: dict[str, str] = field(default_factory=dict)
    name: str = "postgresql"

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own folder."""
        return self.data / self.name

    def major_version(self) -> int:
        """The major version of PostgreSQL that the data are of."""
        return int((self.cluster / "PG_VERSION").read_text(encoding="utf-8"))

    @property
    def log(self) -> Path:
        """Where the server writes what it has to say."""
        return self.data / "postgresql.log"

    def initialised(self) -> bool:
        """Whether the folder holds a database server's data."""
        return (self.cluster / "PG_VERSION").is_file()

    def installation(self) -> Installation:
        """Port and passwords; the folder must have been initialised."""
        known = Installation.read(self.data)
        if known is None or not self.initialised():
            raise SetupError(f"There is no database in {self.data} yet; run: regulars db init")
        return known

    def init(self) -> bool:
        """Will make the server, its roles and its database, and leave it running.

        False when the files were there; then roles and database are made sure of all the same.
        """
        home.make(self.data)
        with locks.held(self.data / "lock"):
            fresh = not self.initialised()
            if fresh:
                installation = Installation.read(self.data) or Installation.made_for(self.data)
                installation.write(self.data)
                cluster.make(
                    self.bin_folder,
                    self.cluster,
                    superuser=SUPERUSER,
                    password=installation.superuser_password,
                )
            self._ensure_running()
            self._ensure_database()
        return fresh

    def start(self) -> bool:
        """Will have the server running and answering. False when it was already."""
        self.installation()
        with locks.held(self.data / "lock"):
            return self._ensure_running()

    def stop(self) -> bool:
        """Will stop the server; clients are disconnected. False when none ran."""
        if not self.data.is_dir():
            return False
        with locks.held(self.data / "lock"):
            return process.stop(self.cluster)

    def running(self) -> int | None:
        """The id of the server's process, or None."""
        return process.running(self.cluster)

    def _ensure_running(self) -> bool:
        installation = self.installation()
        self._refuse_other_version()
        folder = str(home.socket_folder(self.data))
        if process.answered(folder, installation.port, while_alive=lambda: bool(self.running())):
            return False
        if not _freed(installation.port):
            # Another program took our port while we were away: move, and remember.
            installation = msgspec.structs.replace(installation, port=free_port(self.data))
            installation.write(self.data)
        network = {
            "listen_addresses": "127.0.0.1",
            "port": str(installation.port),
            "unix_socket_directories": folder,
            "unix_socket_permissions": "0700",
        }
        settings = network | archive.settings(self.data) | self.settings
        process.start(self.bin_folder, self.cluster, self.log, settings)
        return True

    def _refuse_other_version(self) -> None:
        ours, theirs = binaries.major_version(self.bin_folder), self.major_version()
        if theirs < ours:
            raise SetupError(
                f"The data in {self.data} are of PostgreSQL {theirs}, and this Regulars brings "
                f"{ours}; run: regulars db upgrade"
            )
        if theirs > ours:
            raise SetupError(
                f"The data in {self.data} are of PostgreSQL {theirs}, newer than the {ours} that "
                "this Regulars brings; use the Regulars that wrote them, or a newer one."
            )

    def _ensure_database(self) -> None:
        installation = self.installation()
        passwords = {
            roles.OWNER: installation.owner_password,
            roles.APP: installation.app_password,
        }
        first = installation.conninfo(SUPERUSER, self.data, database="postgres")
        with psycopg.connect(first, autocommit=True) as admin:
            known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if known.fetchone() is None:
                admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        with psycopg.connect(installation.conninfo(SUPERUSER, self.data)) as admin:
            roles.ensure(admin, passwords=passwords)


def _freed(port: int) -> bool:
    """Whether a port is free, or becomes so: what is left of a server that was killed holds it for
    a moment, and who speaks to that server knows no other port."""
    until = time.monotonic() + _FREED_SECONDS
    while not is_free(port):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
