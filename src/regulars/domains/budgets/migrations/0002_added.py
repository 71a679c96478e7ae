"""What was added to a limit: a shelf that was filled again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("budgets", "0001_initial")]

    operations = [
        migrations.AddField(
            "slot", "added", models.BigIntegerField(default=0), preserve_default=False
        ),
    ]
