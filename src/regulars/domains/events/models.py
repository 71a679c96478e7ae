"""Tables of what happened. `events_order` is also the alias of an order across accounts."""

from django.db import models

from regulars.kit.pg.fields import JsonText


class Order(models.Model):
    """A paid order under the number that its shop gave it, how it stands, and who holds it now."""

    pk = models.CompositePrimaryKey("program_id", "source", "external_id")
    program_id = models.UUIDField()
    source = models.TextField()
    external_id = models.TextField()
    order_id = models.UUIDField()
    account_id = models.UUIDField()
    holder_id = models.UUIDField()
    event_no = models.BigIntegerField()
    fingerprint = models.BinaryField()
    body = JsonText()
    inputs = JsonText(null=True)
    outcome = JsonText(null=True)
    standing = JsonText()
    occurred_at = models.DateTimeField()
    booked_at = models.DateTimeField()
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()

    class Meta:
        db_table = "events_order"
        indexes = [
            models.Index(fields=["account_id", "event_no"], name="events_order_account"),
            models.Index(fields=["holder_id", "occurred_at"], name="events_order_holder"),
            models.Index(fields=["order_id"], name="events_order_id"),
        ]


class Event(models.Model):
    """Anything else that happened to an account, under the key that its teller gave it."""

    pk = models.CompositePrimaryKey("account_id", "event_no")
    account_id = models.UUIDField()
    event_no = models.BigIntegerField()
    key = models.TextField()
    kind = models.TextField()
    fingerprint = models.BinaryField()
    body = JsonText()
    inputs = JsonText(null=True)
    outcome = JsonText(null=True)
    occurred_at = models.DateTimeField()
    booked_at = models.DateTimeField()
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()

    class Meta:
        db_table = "events_event"
        constraints = [
            models.UniqueConstraint(fields=["account_id", "key"], name="events_event_key")
        ]


class Parked(models.Model):
    """A refund that came before its order: it waits under the order's number."""

    pk = models.CompositePrimaryKey("program_id", "source", "order_external_id", "key")
    program_id = models.UUIDField()
    source = models.TextField()
    order_external_id = models.TextField()
    key = models.TextField()
    fingerprint = models.BinaryField()
    body = JsonText()
    parked_at = models.DateTimeField()
    refused = models.TextField(default="")

    class Meta:
        db_table = "events_parked"


class Bought(models.Model):
    """What an account's orders come to, as a job counted it last."""

    account_id = models.UUIDField(primary_key=True)
    program_id = models.UUIDField()
    last_at = models.DateTimeField()
    net_minor = models.BigIntegerField()

    class Meta:
        db_table = "events_bought"
        indexes = [
            models.Index(fields=["program_id", "last_at", "account_id"], name="events_bought_last"),
            models.Index(
                fields=["program_id", "net_minor", "account_id"], name="events_bought_spend"
            ),
        ]
