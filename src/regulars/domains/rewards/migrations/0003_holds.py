"""What a redemption takes of several currencies, what it used of limits, and its receipt."""

from django.db import migrations, models

import regulars.kit.pg.fields


class Migration(migrations.Migration):
    dependencies = [("rewards", "0002_by_status")]

    operations = [
        migrations.AddField(
            "redemption", "more", regulars.kit.pg.fields.JsonText(default="[]"),
            preserve_default=False,
        ),
        migrations.AddField(
            "redemption", "charges", regulars.kit.pg.fields.JsonText(default="[]"),
            preserve_default=False,
        ),
        migrations.AddField(
            "redemption", "worth_minor", models.BigIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField(
            "redemption", "receipt", models.TextField(default=""), preserve_default=False
        ),
    ]  # fmt: skip
