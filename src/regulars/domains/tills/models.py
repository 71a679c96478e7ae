"""Tables of the counter: devices, codes that pair one, and who serves."""

from django.db import models


class Till(models.Model):
    """A device at the counter; what it may do hangs on its key."""

    till_id = models.UUIDField(primary_key=True)
    program_id = models.UUIDField()
    key_id = models.UUIDField(unique=True)
    label = models.TextField()
    location = models.TextField()
    made_by = models.TextField()
    enrolled_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    blocked_at = models.DateTimeField(null=True)
    queue_key = models.BinaryField(null=True)

    class Meta:
        db_table = "tills_till"
        indexes = [models.Index(fields=["program_id", "till_id"], name="tills_till_program")]


class Queued(models.Model):
    """A sale that was sent from a device's queue: of what it was only the receipt is kept."""

    queued_id = models.UUIDField(primary_key=True)
    till_id = models.UUIDField()
    seq = models.BigIntegerField()
    hash = models.BinaryField()
    chained = models.BooleanField()
    receipt = models.TextField()
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()
    why = models.TextField()

    class Meta:
        db_table = "tills_queued"
        indexes = [models.Index(fields=["till_id", "received_at"], name="tills_queued_received")]
        constraints = [
            models.UniqueConstraint(
                fields=["till_id", "seq"],
                condition=models.Q(chained=True),
                name="tills_queued_chain",
            )
        ]


class Pairing(models.Model):
    """A one-time code that is on its way to a device; only its hash is kept."""

    hash = models.BinaryField(primary_key=True)
    program_id = models.UUIDField()
    label = models.TextField()
    location = models.TextField()
    made_by = models.TextField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "tills_pairing"
        indexes = [models.Index(fields=["expires_at"], name="tills_pairing_expires")]


class Cashier(models.Model):
    """Somebody who serves at the program's tills, known by a PIN of which a slow hash is kept."""

    cashier_id = models.UUIDField(primary_key=True)
    program_id = models.UUIDField()
    name = models.TextField()
    pin_hash = models.TextField()
    left_at = models.DateTimeField(null=True)
    points_by_hand = models.BigIntegerField(default=0, db_default=0)
    stamps_by_hand = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "tills_cashier"
        indexes = [models.Index(fields=["program_id", "cashier_id"], name="tills_cashier_program")]


class ByHand(models.Model):
    """How much somebody who serves gave or took by hand, once for the form's key; what it was is
    in the ledger."""

    pk = models.CompositePrimaryKey("cashier_id", "key")
    cashier_id = models.UUIDField()
    key = models.TextField()
    stamps = models.BooleanField()
    amount = models.BigIntegerField()
    booked_at = models.DateTimeField()
    undone = models.BooleanField()

    class Meta:
        db_table = "tills_by_hand"
        indexes = [models.Index(fields=["cashier_id", "booked_at"], name="tills_by_hand_day")]
