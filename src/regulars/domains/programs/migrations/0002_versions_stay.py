"""What was promised cannot be changed by the application, nor can its program vanish under it."""

from django.db import migrations

from regulars.kit.pg.roles import APP


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial")]
    operations = [
        migrations.RunSQL(
            [
                f"REVOKE UPDATE, DELETE, TRUNCATE ON programs_version FROM {APP}",
                f"REVOKE DELETE, TRUNCATE ON programs_program FROM {APP}",
                "ALTER TABLE programs_version ADD CONSTRAINT programs_version_program_fk "
                "FOREIGN KEY (program_id) REFERENCES programs_program (program_id)",
                "ALTER TABLE programs_draft ADD CONSTRAINT programs_draft_program_fk "
                "FOREIGN KEY (program_id) REFERENCES programs_program (program_id)",
            ],
            migrations.RunSQL.noop,
        )
    ]
