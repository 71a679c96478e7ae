"""The row that whoever drains the outbox holds: made once, so that nobody waits for its making."""

from django.db import migrations


class Migration(migrations.Migration):
    """One row."""

    dependencies = [("outbox", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO outbox_cursor (consumer, position) VALUES ('@feed', 0) ON CONFLICT DO NOTHING",
            "DELETE FROM outbox_cursor WHERE consumer = '@feed'",
        )
    ]
