"""Tables of the outbox: what was written with the points, and the feed that consumers read."""

from django.db import models

from regulars.kit.pg.fields import JsonText


class Waiting(models.Model):
    """Envelopes of one account event, written in its transaction, gone once in the feed."""

    pk = models.CompositePrimaryKey("account_id", "outbox_id")
    account_id = models.UUIDField()
    outbox_id = models.UUIDField()
    program_id = models.UUIDField()
    envelopes = JsonText()

    class Meta:
        db_table = "outbox_waiting"


class Aside(models.Model):
    """What could not be read when its turn came, with why: the others went on."""

    pk = models.CompositePrimaryKey("account_id", "outbox_id")
    account_id = models.UUIDField()
    outbox_id = models.UUIDField()
    program_id = models.UUIDField()
    envelopes = JsonText()
    why = models.TextField()
    set_aside_at = models.DateTimeField()

    class Meta:
        db_table = "outbox_aside"


class Feed(models.Model):
    """Envelopes in the one order in which every consumer reads them. Not account-scoped: one
    drainer gives the positions, so a cursor can never pass an envelope that was still being
    committed."""

    position = models.BigIntegerField(primary_key=True)
    program_id = models.UUIDField()
    account_id = models.UUIDField()
    envelope = JsonText()

    class Meta:
        db_table = "outbox_feed"


class Cursor(models.Model):
    """How far a consumer has read."""

    consumer = models.TextField(primary_key=True)
    position = models.BigIntegerField()

    class Meta:
        db_table = "outbox_cursor"
