"""Members who were found by a card before cards were kept."""

from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.db import connections
from psycopg import Connection
from tests.builders.counter import Counter

from regulars.domains.cards import queries as cards

MIGRATION = "regulars.domains.cards.migrations.0002_known_numbers"


def test_every_number_that_leads_to_a_member_is_a_card(django_conn: Connection) -> None:
    counter = Counter(django_conn)
    counter.join(card="C-1")
    counter.join("ben@example.com")
    django_conn.execute("DELETE FROM cards_card")
    editor = SimpleNamespace(connection=connections["default"])
    import_module(MIGRATION).known_numbers(apps, editor)
    found = cards.newest(django_conn, counter.program_id, limit=10)
    assert [(one.number, one.kind, one.status) for one in found] == [("C-1", "plastic", "active")]
    assert found[0].issued_at == counter.now
