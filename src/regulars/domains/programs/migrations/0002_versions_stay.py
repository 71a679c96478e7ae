"""What was promised cannot be changed by the application, nor can its program vanish under it."""

from django.db import migrations

from regulars.kit.pg.roles import APP


def _foreign_key(table: str) -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_program_fk "
        "FOREIGN KEY (program_id) REFERENCES programs_program (program_id)"
    )


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial")]
    operations = [
        migrations.RunSQL(
            [
                f"REVOKE UPDATE, DELETE, TRUNCATE ON programs_version FROM {APP}",
                f"REVOKE DELETE, TRUNCATE ON programs_program FROM {APP}",
                _foreign_key("programs_version"),
                _foreign_key("programs_draft"),
            ],
            migrations.RunSQL.noop,
        )
    ]
