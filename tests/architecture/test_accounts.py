"""Statements over accounts' tables speak of one account each, or are known not to."""

import re
from pathlib import Path

from django.apps import apps
from tests.architecture.fan_outs import FAN_OUTS
from tests.domains.ledger.test_catalogue import EXEMPT
from tests.support import source
from tests.support.accounts import strangers, tables
from tests.support.source import PACKAGE

from regulars.kit.pg.parted import MANY
from regulars.kit.pg.sql import Statements

# Where the database's own signals and locks are used: none that a right booking needs.
HINTS = {
    "domains/imports/queries.sql": "saves work: the file's row is held, and its place compared",
    "entrypoints/cli/migrate.py": "of several who start at once, one changes the tables",
}
_SIGNAL = re.compile(
    r"pg_(try_)?advisory|\bpg_notify\b|\bNOTIFY [a-z]|\bLISTEN [a-z]|CREATE TRIGGER"
)
FILES = {
    path: Statements(path.read_text(encoding="utf-8"))
    for path in source.files()
    if path.suffix == ".sql" and path.is_relative_to(PACKAGE)
}
SCOPED = {
    model._meta.db_table
    for model in apps.get_models()
    if any(field.column == "account_id" for field in model._meta.concrete_fields)
} - EXEMPT.keys()


def _key(path: Path, name: str) -> str:
    return f"{path.relative_to(PACKAGE / 'domains').with_suffix('')}.{name}".replace("/queries", "")


def _bodies() -> dict[str, str]:
    """What is sent to accounts one by one: the second body, or the only one."""
    return {
        _key(path, name): file.alone[name].body if name in file.alone else body
        for path, file in FILES.items()
        for name, body in file.bodies.items()
    }


def test_each_statement_speaks_of_one_account_or_is_known_not_to() -> None:
    wrong = {name for name, body in _bodies().items() if strangers(body, SCOPED)}
    assert wrong == FAN_OUTS.keys()


def test_many_accounts_mean_a_second_body() -> None:
    without = [
        _key(path, name)
        for path, file in FILES.items()
        for name, body in file.bodies.items()
        if f"%({MANY})s" in body and tables(body) & SCOPED and name not in file.alone
    ]
    assert without == []


def test_a_row_never_becomes_another_account_s() -> None:
    """Where accounts live on several machines, a row's account cannot be changed."""
    changed = [
        name
        for name, body in _bodies().items()
        if tables(body) & SCOPED and re.search(r"\b(SET|,)\s+account_id = ", body)
    ]
    assert changed == []


def test_nothing_needs_what_one_machine_alone_would_know() -> None:
    """Advisory locks and signals reach one machine; spread tables have no triggers."""
    found = {
        str(path.relative_to(PACKAGE))
        for path in source.files()
        if path.is_relative_to(PACKAGE)
        and path.suffix in {".py", ".sql"}
        and _SIGNAL.search(path.read_text(encoding="utf-8"))
    }
    assert found == HINTS.keys()


def test_the_text_of_a_statement_tells_its_account() -> None:
    mine = {"a_b", "a_c"}
    held_one = "account_id = %(account_id)s"
    held = [
        "SELECT x FROM a_b WHERE account_id = %(account_id)s",
        f"UPDATE a_b AS t SET x = n.x FROM unnest(%(xs)s) AS n(x) WHERE t.{held_one}",
        f"SELECT FROM a_b AS b JOIN a_c AS c ON c.account_id = b.account_id WHERE b.{held_one}",
        "INSERT INTO a_b (account_id, x) VALUES (%(account_id)s, %(x)s)",
        "INSERT INTO a_b (account_id, x)\nSELECT %(account_id)s::uuid, x FROM unnest(%(xs)s) AS x",
        "SELECT x FROM other_table",
    ]
    assert [body for body in held if strangers(body, mine)] == []
    loose = [
        "SELECT x FROM a_b WHERE account_id > %(account_id)s",
        "SELECT x FROM a_b WHERE account_id = ANY(%(account_ids)s)",
        "DELETE FROM a_b WHERE program_id = %(program_id)s",
        "SELECT x FROM a_b AS b JOIN a_c AS c ON c.n = b.n WHERE b.account_id = %(account_id)s",
        "SELECT x FROM a_b AS b WHERE c.account_id = %(account_id)s",
        "INSERT INTO a_b (account_id, x) SELECT account_id, x FROM unnest(%(account_ids)s) AS x",
        "SELECT x FROM a_b AS b JOIN a_c AS c ON c.account_id = b.account_id",
        "COPY a_b (account_id, x) FROM STDIN",
        "INSERT INTO a_b (x, account_id) VALUES (%(x)s, %(account_id)s)",
    ]
    assert [body for body in loose if not strangers(body, mine)] == []
