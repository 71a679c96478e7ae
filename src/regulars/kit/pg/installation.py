"""What one installation of the embedded server remembers: its port and its three passwords.

They are made here, for this installation alone, and kept in a file that only its owner may read.
"""

import secrets
import socket
from hashlib import sha256
from pathlib import Path
from typing import Self

import msgspec
from psycopg.conninfo import make_conninfo

from regulars.kit.pg import home, roles

DATABASE = "regulars"
SUPERUSER = "postgres"

# Below every system's range for outgoing connections, which could take the port between two starts.
_FIRST_PORT, _PORTS = 20_000, 10_000


class Installation(msgspec.Struct, frozen=True):
    """The port and the passwords of one embedded server."""

    port: int
    superuser_password: str
    owner_password: str
    app_password: str

    @classmethod
    def read(cls, data: Path) -> Self | None:
        """What the folder holds, or None where nothing was initialised."""
        try:
            return msgspec.json.decode((data / "server.json").read_bytes(), type=cls)
        except FileNotFoundError:
            return None

    @classmethod
    def made_for(cls, data: Path) -> Self:
        """Will make passwords and choose a port for a new folder."""
        return cls(
            port=free_port(data),
            superuser_password=secrets.token_urlsafe(24),
            owner_password=secrets.token_urlsafe(24),
            app_password=secrets.token_urlsafe(24),
        )

    def write(self, data: Path) -> None:
        """Will remember this in the folder."""
        home.write_secret(data / "server.json", msgspec.json.encode(self).decode())

    def conninfo(self, user: str, data: Path, *, database: str = DATABASE) -> str:
        """How to connect as the superuser, the owner or the application, by the socket."""
        passwords = {
            SUPERUSER: self.superuser_password,
            roles.OWNER: self.owner_password,
            roles.APP: self.app_password,
        }
        return make_conninfo(
            host=str(home.socket_folder(data)),
            port=self.port,
            user=user,
            password=passwords[user],
            dbname=database,
        )


def free_port(data: Path) -> int:
    """A port that nothing listens on; the same folder tries the same ones in the same order."""
    start = int.from_bytes(sha256(str(data).encode()).digest()[:4])
    for step in range(_PORTS):
        port = _FIRST_PORT + (start + step) % _PORTS
        if is_free(port):
            return port
    raise AssertionError("ten thousand ports are taken")


def is_free(port: int) -> bool:
    """Whether the server could listen there, as it would try."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
