"""A `json` column keeps its text, byte for byte, through Django's models too."""

import psycopg
from django.db import connections, models

from regulars.kit.pg.fields import JsonText

TEXT = '{"b": 1,  "a": [1.10]}'


class Document(models.Model):
    """A table with such a column."""

    id = models.BigIntegerField(primary_key=True)
    body = JsonText()

    class Meta:
        app_label = "pages"
        db_table = "sample_document"
        managed = False


def test_the_exact_text_survives(django_conn: psycopg.Connection) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE sample_document (id bigint PRIMARY KEY, body json)")
    Document.objects.create(id=1, body=TEXT)
    assert Document.objects.get(id=1).body == TEXT
    assert list(Document.objects.values_list("body", flat=True)) == [TEXT]
    assert not django_conn.closed


def test_the_column_s_type() -> None:
    assert JsonText().db_type(connections["default"]) == "json"
