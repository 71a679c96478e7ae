"""One PostgreSQL server for a run of the tests, shared by its workers; a database for each.

The first process makes the folder, port and passwords; the server starts on first use, without
fsync. A template is migrated once, and every worker's database is a copy of it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import psycopg
from django.core.management import call_command
from psycopg import sql

from regulars.kit import catalogues
from regulars.kit.pg import binaries, locks, roles
from regulars.kit.pg.installation import SUPERUSER, Installation
from regulars.kit.pg.launcher import Server

_TEMPLATE = "regulars_template"
# The folder of the run, told to the workers that the first process starts.
_FOLDER = "REGULARS_TEST_FOLDER"
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "200",
}


def prepare(worker: str) -> None:
    """Will name this worker's database in the environment; nothing is started."""
    if _FOLDER not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="regulars-tests-"))
        os.environ[_FOLDER] = str(folder)
        Installation.made_for(folder).write(folder)
    os.environ.update(variables(f"regulars_{worker}"))


def remove() -> None:
    """Will end the server and remove all that the run wrote."""
    server().stop()
    shutil.rmtree(os.environ.pop(_FOLDER))


def variables(name: str) -> dict[str, str]:
    """What makes Regulars speak to this database, with two logins as in a careful installation."""
    return {
        "REGULARS_DATA": os.environ[_FOLDER],
        "REGULARS_DATABASE_URL": conninfo(roles.APP, name),
        "REGULARS_DATABASE_OWNER_URL": conninfo(roles.OWNER, name),
    }


def conninfo(user: str, name: str) -> str:
    """How to connect to a database of the run."""
    known = Installation.read(server().data)
    assert known is not None
    return known.conninfo(user, server().data, database=name)


@cache
def server() -> Server:
    """The run's server; REGULARS_TEST_PG_BIN names the programs of another version."""
    other = os.environ.get("REGULARS_TEST_PG_BIN")
    bin_folder = Path(other) if other else binaries.bundled()
    return Server(Path(os.environ[_FOLDER]), bin_folder, _FAST)


def ensure_template() -> None:
    """Will start the server and write what all workers share, whichever of them comes first:
    the migrated template, and the files for browsers.
    """
    server().init()
    done = server().data / "template-is-ready"
    with locks.held(server().data / "template.lock"):
        if done.exists():
            return
        create(_TEMPLATE, "template0")
        with psycopg.connect(conninfo(SUPERUSER, _TEMPLATE)) as admin:
            roles.ensure(admin)
        subprocess.run(
            [sys.executable, "-m", "regulars", "migrate"],
            env=os.environ | variables(_TEMPLATE),
            stdout=subprocess.DEVNULL,
            check=True,
        )
        catalogues.compile_into(server().data / "locale")
        # Once and before anybody reads them: collecting removes files and writes them again.
        call_command("collectstatic", interactive=False, verbosity=0)
        done.touch()


def create(name: str, template: str = _TEMPLATE) -> None:
    """Will make a database as a copy of another one."""
    _administer(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)


def drop(name: str) -> None:
    """Will remove a database and whoever is connected to it."""
    _administer(sql.SQL("DROP DATABASE {} WITH (FORCE)"), name)


def _administer(statement: sql.SQL, *names: str) -> None:
    with psycopg.connect(conninfo(SUPERUSER, "postgres"), autocommit=True) as admin:
        admin.execute(statement.format(*map(sql.Identifier, names)))
