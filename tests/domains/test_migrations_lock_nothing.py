"""A migration runs while the shop is open, and beside the version before it: what it does is read
in its SQL, and what would make visitors wait or break the old version is refused."""

import re

import pytest
from django.apps import apps
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from tests.support.fixtures import Database

OURS = "regulars.domains."

_EARLY = "before the first release: no installation had rows that anybody waited for"
_TRIGGERS = "guards of a table that the migration before it, of the same release, made"
# Nothing is added here without a reason of its own; what is written anew does it in steps instead.
ALLOWED = {
    "budgets.0002_added": _EARLY,
    "events.0002_refused_refunds": _EARLY,
    "gatherings.0002_no_shows": _EARLY,
    "gatherings.0003_club": _EARLY,
    "giftcards.0002_order_and_changes": _EARLY,
    "ledger.0002_guards": _TRIGGERS,
    "ledger.0004_campaign_entries": _EARLY,
    "members.0002_words": _EARLY,
    "members.0003_closing_and_merging": _EARLY,
    "members.0004_barred": _EARLY,
    "members.0007_by_name": _EARLY,
    "merchants.0002_staff": _EARLY,
    "programs.0002_versions_stay": _TRIGGERS,
    "programs.0003_by_name": _EARLY,
    "rewards.0002_by_status": _EARLY,
    "rewards.0003_holds": _EARLY,
    "rewards.0005_paid_for_others": _EARLY,
}

_NAME = r'(?:"?public"?\.)?"?(\w+)"?'
_CREATED = re.compile(rf"CREATE TABLE (?:IF NOT EXISTS )?{_NAME}", re.IGNORECASE)
_INDEX = re.compile(
    rf"CREATE (?:UNIQUE )?INDEX (CONCURRENTLY )?.*? ON {_NAME}", re.IGNORECASE | re.DOTALL
)
_ALTERED = re.compile(rf"ALTER TABLE (?:ONLY |IF EXISTS )*{_NAME}(.*)", re.IGNORECASE | re.DOTALL)
_DROPPED = re.compile(r"DROP TABLE", re.IGNORECASE)
_REWRITTEN = re.compile(rf"(?:UPDATE|DELETE FROM) {_NAME}", re.IGNORECASE)

# By what an ALTER TABLE says: what is wrong with it.
_FAULTS = {
    r"\bRENAME\b": "rename: the version before knows the old name",
    r"\bDROP COLUMN\b": "drop: the version before still reads it",
    r"\bALTER COLUMN \S+ TYPE\b": "type: the whole table is written anew under a lock",
    r"\bSET NOT NULL\b": "not null: the whole table is read under a lock",
    r"\bDROP DEFAULT\b": "default: the version before adds rows without the column",
    r"\bADD COLUMN (?!.*\bDEFAULT\b).*\bNOT NULL\b": "column: not null and without a default",
    r"\bADD CONSTRAINT (?!.*\bNOT VALID\b)(?!.*\bUSING INDEX\b)":
        "constraint: the whole table is read under a lock",
}  # fmt: skip


def faults(sql: list[str]) -> set[str]:
    """What the statements of a migration do to tables that were there before it."""
    text = "\n".join(one for one in sql if not one.startswith("--"))
    fresh = set(_CREATED.findall(text))
    return {fault for one in sql if not one.startswith("--") for fault in _of(one, fresh)}


def _of(statement: str, fresh: set[str]) -> list[str]:
    if _DROPPED.match(statement):
        return ["drop: the version before still reads it"]
    if (found := _INDEX.match(statement)) and not found[1] and found[2] not in fresh:
        return ["index: nobody can write to the table until it is there"]
    if (found := _REWRITTEN.match(statement)) and found[1] not in fresh:
        return ["rows: changed in one transaction, which may be long"]
    found = _ALTERED.match(statement)
    if found is None or found[1] in fresh:
        return []
    said = found[2].replace("\n", " ")
    return [fault for sign, fault in _FAULTS.items() if re.search(sign, said, re.IGNORECASE)]


def test_no_migration_makes_anybody_wait(server_dsn: Database) -> None:
    assert connections["owner"].settings_dict["NAME"] == server_dsn.name
    loader = MigrationExecutor(connections["owner"]).loader
    found = {}
    for app, name in sorted(loader.disk_migrations):
        if apps.get_app_config(app).name.startswith(OURS):
            sql = loader.collect_sql([(loader.graph.nodes[app, name], False)])
            if wrong := faults(sql):
                found[f"{app}.{name}"] = sorted(wrong)
    connections["owner"].close()
    assert {one: wrong for one, wrong in found.items() if one not in ALLOWED} == {}
    assert found.keys() == ALLOWED.keys(), "some are on the list for nothing"


@pytest.mark.parametrize(
    ("statement", "sign"),
    [
        ('CREATE INDEX "i" ON "told_word" ("word")', "index"),
        ('CREATE UNIQUE INDEX i ON told_word USING btree (word)', "index"),
        ('ALTER TABLE "told_word" ADD COLUMN "loud" boolean NOT NULL', "column"),
        ('ALTER TABLE "told_word" ADD COLUMN "loud" boolean DEFAULT false NOT NULL', ""),
        ('ALTER TABLE "told_word" ADD COLUMN "loud" boolean NULL', ""),
        ('ALTER TABLE "told_word" ALTER COLUMN "loud" DROP DEFAULT', "default"),
        ('ALTER TABLE "told_word" ALTER COLUMN "word" SET NOT NULL', "not null"),
        ('ALTER TABLE "told_word" ALTER COLUMN "word" TYPE text', "type"),
        ('ALTER TABLE "told_word" RENAME COLUMN "word" TO "said"', "rename"),
        ('ALTER TABLE "told_word" DROP COLUMN "word" CASCADE', "drop"),
        ('DROP TABLE "told_word" CASCADE', "drop"),
        ('ALTER TABLE told_word ADD CONSTRAINT c CHECK (word <> \'\')', "constraint"),
        ('ALTER TABLE told_word ADD CONSTRAINT c CHECK (word <> \'\') NOT VALID', ""),
        ('ALTER TABLE told_word VALIDATE CONSTRAINT c', ""),
        ('CREATE INDEX CONCURRENTLY "i" ON "told_word" ("word")', ""),
        ("UPDATE told_word SET word = upper(word)", "rows"),
    ],
)  # fmt: skip
def test_each_fault_is_seen_on_a_table_that_was_there(statement: str, sign: str) -> None:
    assert [one.split(":")[0] for one in faults([statement])] == ([sign] if sign else [])
    if "DROP TABLE" not in statement:
        assert faults(['CREATE TABLE "told_word" ("word" text)', statement]) == set()
