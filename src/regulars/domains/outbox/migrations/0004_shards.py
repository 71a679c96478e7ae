"""The rows that whoever drains a shard of the outbox holds, where it is drained by shards."""

from django.db import migrations


class Migration(migrations.Migration):
    """Eight rows."""

    dependencies = [("outbox", "0003_aside")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO outbox_cursor (consumer, position)"
            " SELECT '@feed/' || shard, 0 FROM generate_series(0, 7) AS shard"
            " ON CONFLICT DO NOTHING",
            "DELETE FROM outbox_cursor WHERE starts_with(consumer, '@feed/')",
        )
    ]
