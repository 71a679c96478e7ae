"""Whoever was found by a card before cards were kept has that card."""

from typing import Any

from django.db import migrations

from regulars.kit import ids


def known_numbers(apps: Any, schema_editor: Any) -> None:
    db = schema_editor.connection.alias
    aliases = apps.get_model("members", "Alias").objects
    people = apps.get_model("members", "Member").objects
    card = apps.get_model("cards", "Card")
    found = aliases.using(db).filter(kind="card", member_id__isnull=False)
    known = list(found.values_list("program_id", "value", "member_id"))
    for some in (known[at : at + 1000] for at in range(0, len(known), 1000)):
        members = people.using(db).in_bulk([member_id for _, _, member_id in some])
        card.objects.using(db).bulk_create(
            card(
                card_id=ids.new(), program_id=program_id, member_id=member_id, number=number,
                kind="plastic", status="active", reason="", changed_by="",
                issued_at=members[member_id].joined_at, changed_at=members[member_id].joined_at,
            )
            for program_id, number, member_id in some
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cards", "0001_initial"), ("members", "0004_barred")]

    operations = [migrations.RunPython(known_numbers, migrations.RunPython.noop)]
