"""What was done stays as it was: the application adds acts, and lets go of old ones only."""

from django.db import migrations

from regulars.kit.pg.roles import APP

# With the rights of the tables' owner; whoever calls it reaches nothing of the last thirty days.
FORGET = """
CREATE FUNCTION audit_forget(before timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM audit_act WHERE at < least(before, now() - interval '30 days') RETURNING 1
    )
    SELECT count(*) FROM gone
$$
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_act")]

    operations = [
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE, TRUNCATE ON audit_act FROM {APP}",
            f"GRANT UPDATE, DELETE ON audit_act TO {APP}",
        ),
        migrations.RunSQL(FORGET, "DROP FUNCTION audit_forget(timestamptz)"),
        migrations.RunSQL(
            "REVOKE ALL ON FUNCTION audit_forget(timestamptz) FROM PUBLIC", migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            f"GRANT EXECUTE ON FUNCTION audit_forget(timestamptz) TO {APP}",
            migrations.RunSQL.noop,
        ),
    ]
