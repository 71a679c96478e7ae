"""What models cannot say: foreign keys that start with the account, and what never changes."""

from django.db import migrations

from regulars.kit.pg.roles import APP

APPEND_ONLY = (
    "ledger_entry",
    "ledger_transfer",
    "ledger_lot",
    "ledger_consumption",
    "ledger_checkpoint",
    "ledger_seal",
)

KEYS = (
    ("ledger_entry", "account_id", "ledger_account"),
    ("ledger_transfer", "account_id, seq", "ledger_entry"),
    ("ledger_lot", "account_id, seq", "ledger_entry"),
    ("ledger_consumption", "account_id, seq", "ledger_entry"),
    ("ledger_consumption", "account_id, lot", "ledger_lot (account_id, number)"),
    ("ledger_note", "account_id, seq", "ledger_entry"),
    ("ledger_seal", "account_id", "ledger_account"),
)


def _foreign_key(table: str, columns: str, target: str) -> migrations.RunSQL:
    name = f"{table}_{columns.replace('account_id, ', '')}_fk"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {target} ON UPDATE NO ACTION ON DELETE NO ACTION",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_tables")]

    operations = [
        *(_foreign_key(*key) for key in KEYS),
        *(
            migrations.RunSQL(
                f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP}",
                f"GRANT UPDATE, DELETE ON {table} TO {APP}",
            )
            for table in APPEND_ONLY
        ),
        migrations.RunSQL(
            f"REVOKE DELETE, TRUNCATE ON ledger_account FROM {APP}",
            f"GRANT DELETE ON ledger_account TO {APP}",
        ),
        # Room beside each row: most events change it without touching an index.
        migrations.RunSQL(
            "ALTER TABLE ledger_account SET (fillfactor = 80)",
            "ALTER TABLE ledger_account RESET (fillfactor)",
        ),
    ]
