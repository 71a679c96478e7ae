"""People are found by the beginnings of words, in an index that every PostgreSQL has."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX members_member_words ON members_member USING gin (to_tsvector('simple', "
            "translate(name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' || "
            "coalesce(card, '') || ' ' || coalesce(external_id, ''), '@.+-_/,()’‘ʼ–·''', '               ')))",
            "DROP INDEX members_member_words",
        )
    ]
