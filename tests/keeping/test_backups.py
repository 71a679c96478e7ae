"""A backup is everything: brought back it is the same to the last row, or it is refused."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import psycopg
import pytest
from tests.support import database
from tests.support.fixtures import Database

from regulars.entrypoints.cli._keeping.manifest import DUMP, NAME, Manifest

_RIGHTS = """
    SELECT grantee, table_name, privilege_type FROM information_schema.role_table_grants
    WHERE table_schema = 'public' ORDER BY 1, 2, 3
"""
_DEFAULTS = "SELECT defaclobjtype, defaclacl::text FROM pg_default_acl ORDER BY 1"


@dataclass(frozen=True)
class Installation:
    """A database and a data folder, and the command on them."""

    database: Database
    data: Path

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | self.database.variables | {"REGULARS_DATA": str(self.data)}

    def regulars(self, *words: str, fails: bool = False) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "regulars", *words], capture_output=True, text=True,
            check=False,
            env=self.environment,
        )  # fmt: skip
        assert (done.returncode != 0) is fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.database.owner) as conn:
            return conn.execute(statement).fetchall()

    def run(self, statement: str) -> None:
        with psycopg.connect(self.database.owner) as conn:
            conn.execute(statement)

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        tables = self.rows("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")
        return {
            str(name): self.rows(f"SELECT t::text FROM {name} AS t ORDER BY 1")
            for (name,) in tables
            if name != "ledger_verification"
        }


@pytest.fixture
def make(fresh_database: Callable[[], Database], tmp_path: Path) -> Callable[[], Installation]:
    """Makes empty installations."""
    numbers = iter(range(100))
    return lambda: Installation(fresh_database(), tmp_path / f"data{next(numbers)}")


@pytest.fixture(scope="module")
def lived(
    server_dsn: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Installation, Path]]:
    """A shop with some of everything, and its backup."""
    name = f"{server_dsn.name}_lived"
    database.create(name)
    found = Database(name, database.conninfo("regulars_app", name),
                     database.conninfo("regulars_owner", name), "",
                     database.variables(name))  # fmt: skip
    folder = tmp_path_factory.mktemp("lived")
    shop = Installation(found, folder / "data")
    subprocess.run([sys.executable, "-m", "tests.builders.shop"], check=True, env=shop.environment,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    shop.regulars("backup", str(folder / "all.zip"), "--with-secrets")
    yield shop, folder / "all.zip"
    database.drop(name)


def rewritten(backup: Path, target: Path, how: dict[str, Callable[[bytes], bytes]]) -> Path:
    """The same backup with other contents."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        for one in old.namelist():
            new.writestr(one, how.get(one, bytes)(old.read(one)))
    return target


def miscounted(text: bytes) -> bytes:
    """A manifest that knows of one entry more."""
    one = msgspec.json.decode(text, type=Manifest)
    rows = one.rows | {"ledger_entry": one.rows["ledger_entry"] + 1}
    return msgspec.json.encode(msgspec.structs.replace(one, rows=rows))


@pytest.mark.pg15
def test_all_comes_back(
    lived: tuple[Installation, Path], make: Callable[[], Installation], tmp_path: Path
) -> None:
    shop, backup = lived
    other = make()
    said = other.regulars("restore", str(backup))
    assert "all are here" in said
    assert "all agrees" in said
    assert other.everything() == shop.everything()
    assert (other.data / "secret_key").read_text() == (shop.data / "secret_key").read_text()
    assert (backup.stat().st_mode & 0o777) == 0o600
    # What the roles may do came along: the application changes no entry of the ledger.
    with (
        psycopg.connect(other.database.app) as conn,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        conn.execute("UPDATE ledger_entry SET seq = seq")
    assert other.rows(_RIGHTS) == shop.rows(_RIGHTS)
    assert other.rows(_DEFAULTS) == shop.rows(_DEFAULTS)
    assert "in use" in other.regulars("restore", str(backup), fails=True)

    # Who was erased after it stays erased, as a later backup beside it tells.
    code = (
        "import sys, uuid; from regulars.entrypoints.cli._keeping import erasing;"
        "from regulars.entrypoints.cli._keeping.manifest import Erased;"
        "assert erasing.again({Erased(*map(uuid.UUID, sys.argv[1:3]))}) == 1"
    )
    ((program, member),) = other.rows(
        "SELECT program_id::text, member_id::text FROM members_member "
        "WHERE name <> '' ORDER BY member_id LIMIT 1"
    )
    command = [sys.executable, "-c", code, str(program), str(member)]
    subprocess.run(command, check=True, env=other.environment)
    other.regulars("backup", str(tmp_path / "late.zip"))
    # The rows are counted again, too: what is not as it was said is named.
    early = rewritten(backup, tmp_path / "early.zip", {NAME: miscounted})
    third = make()
    said = third.regulars("restore", str(early), fails=True)
    assert "1 members were erased after this backup" in said
    assert "ledger_entry has" in said
    assert third.rows(
        f"SELECT name, erased_at IS NULL FROM members_member WHERE member_id = '{member}'"
    ) == [("", False)]


def test_the_key_stays_out_unless_it_is_asked_for(
    lived: tuple[Installation, Path], tmp_path: Path
) -> None:
    shop, _ = lived
    said = shop.regulars("backup", str(tmp_path))
    assert f"Not in it: secret_key, from the file {shop.data / 'secret_key'}" in said
    (made,) = tmp_path.glob("regulars-*.zip")
    with zipfile.ZipFile(made) as archive:
        assert "secret_key" not in archive.namelist()


def test_what_is_wrong_is_refused(
    lived: tuple[Installation, Path], make: Callable[[], Installation], tmp_path: Path
) -> None:
    _, backup = lived
    empty = make()

    def changed(*changes: tuple[str, Callable[[bytes], bytes]]) -> str:
        return str(rewritten(backup, tmp_path / "x.zip", dict(changes)))

    def newer(text: bytes) -> bytes:
        one = msgspec.json.decode(text, type=Manifest)
        return msgspec.json.encode(
            msgspec.structs.replace(one, migrations=[*one.migrations, "ledger.9999_later"])
        )

    def older_server(text: bytes) -> bytes:
        one = msgspec.json.decode(text, type=Manifest)
        return msgspec.json.encode(msgspec.structs.replace(one, postgresql=99))

    flipped = changed((DUMP, lambda content: content[:-1] + bytes([content[-1] ^ 1])))
    assert "SHA-256 differs" in empty.regulars("restore", flipped, fails=True)
    assert "newer Regulars" in empty.regulars("restore", changed((NAME, newer)), fails=True)
    assert "this server is" in empty.regulars("restore", changed((NAME, older_server)), fails=True)
    (tmp_path / "cut.zip").write_bytes(backup.read_bytes()[:-100])
    assert "no whole backup" in empty.regulars("restore", str(tmp_path / "cut.zip"), fails=True)
    assert empty.rows("SELECT count(*) FROM merchants_merchant") == [(0,)]
