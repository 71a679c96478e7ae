"""Tables of the ledger. Foreign keys and the application's rights are in the migrations.

`ledger_account` is the one row that changes. `ledger_note` can be erased. Of all others the
application may add rows and read them, nothing else.
"""

from django.db import models
from django.db.models import F, Q

from regulars.core.effects import POTS
from regulars.kit.pg.fields import JsonText


class Account(models.Model):
    """How an account stands: last entry, pots, and the state of every mechanic."""

    account_id = models.UUIDField(primary_key=True)
    program_id = models.UUIDField()
    seq = models.BigIntegerField()
    chain_head = models.BinaryField()
    pots = JsonText()
    state = JsonText()
    due_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_account"
        indexes = [
            models.Index(fields=["program_id", "account_id"], name="ledger_account_program"),
            models.Index(
                fields=["program_id", "due_at"],
                name="ledger_account_due",
                condition=Q(due_at__isnull=False),
            ),
        ]


class Entry(models.Model):
    """One booking of an account; `hash` covers it and its transfers, lots and consumptions."""

    pk = models.CompositePrimaryKey("account_id", "seq")
    account_id = models.UUIDField()
    seq = models.BigIntegerField()
    kind = models.TextField()
    origin = models.TextField()
    event_no = models.BigIntegerField()
    program_version = models.IntegerField()
    rule = models.TextField()
    why = JsonText()
    reason_commitment = models.BinaryField(null=True)
    actor = models.TextField()
    effective_at = models.DateTimeField()
    booked_at = models.DateTimeField()
    prev_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "ledger_entry"
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=("event", "clock")), name="ledger_entry_origin"
            )
        ]
        indexes = [
            # What campaigns gave: their rules have a sign in their name that no other has.
            models.Index(
                fields=["rule", "account_id"],
                name="ledger_entry_campaign",
                condition=Q(rule__contains="/"),
            )
        ]


class Transfer(models.Model):
    """An amount from one pot to another: one row is both sides."""

    pk = models.CompositePrimaryKey("account_id", "seq", "n")
    account_id = models.UUIDField()
    seq = models.BigIntegerField()
    n = models.IntegerField()
    currency = models.TextField()
    debit = models.TextField()
    credit = models.TextField()
    amount = models.BigIntegerField()

    class Meta:
        db_table = "ledger_transfer"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_transfer_amount"),
            models.CheckConstraint(
                condition=~Q(debit=F("credit")), name="ledger_transfer_two_pots"
            ),
            models.CheckConstraint(
                condition=Q(debit__in=POTS, credit__in=POTS), name="ledger_transfer_pots"
            ),
        ]


class Lot(models.Model):
    """A credit with its dates. What is left of it is in the state and follows from consumptions."""

    pk = models.CompositePrimaryKey("account_id", "number")
    account_id = models.UUIDField()
    number = models.BigIntegerField()
    seq = models.BigIntegerField()
    currency = models.TextField()
    amount = models.BigIntegerField()
    available_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    inactive = models.BooleanField()

    class Meta:
        db_table = "ledger_lot"
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_lot_amount")]


class Consumption(models.Model):
    """What an entry took from a lot, or gave back to it (negative)."""

    pk = models.CompositePrimaryKey("account_id", "seq", "n")
    account_id = models.UUIDField()
    seq = models.BigIntegerField()
    n = models.IntegerField()
    lot = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        db_table = "ledger_consumption"
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="ledger_consumption_amount")
        ]


class Note(models.Model):
    """Free text of an entry, with the salt of its commitment; erasing it leaves the chain whole."""

    pk = models.CompositePrimaryKey("account_id", "seq")
    account_id = models.UUIDField()
    seq = models.BigIntegerField()
    salt = models.BinaryField()
    text = models.TextField()

    class Meta:
        db_table = "ledger_note"


class Checkpoint(models.Model):
    """The root over all chain heads that changed since the checkpoint before."""

    pk = models.CompositePrimaryKey("program_id", "number")
    program_id = models.UUIDField()
    number = models.BigIntegerField()
    sealed_at = models.DateTimeField()
    accounts = models.BigIntegerField()
    entries = models.BigIntegerField()
    root = models.BinaryField()
    prev_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "ledger_checkpoint"


class Seal(models.Model):
    """An account's chain head as a checkpoint saw it."""

    pk = models.CompositePrimaryKey("account_id", "number")
    account_id = models.UUIDField()
    number = models.BigIntegerField()
    program_id = models.UUIDField()
    seq = models.BigIntegerField()
    head = models.BinaryField()

    class Meta:
        db_table = "ledger_seal"
        indexes = [
            models.Index(
                fields=["program_id", "number", "account_id"], name="ledger_seal_checkpoint"
            )
        ]


class Verification(models.Model):
    """What a check of all accounts of a program found. `findings` has the first ones by name."""

    pk = models.CompositePrimaryKey("program_id", "verified_at")
    program_id = models.UUIDField()
    verified_at = models.DateTimeField()
    accounts = models.BigIntegerField()
    entries = models.BigIntegerField()
    found = models.BigIntegerField()
    findings = JsonText()

    class Meta:
        db_table = "ledger_verification"


class Verifying(models.Model):
    """A check of all accounts of a program that is under way, account by account by id."""

    program_id = models.UUIDField(primary_key=True)
    begun_at = models.DateTimeField()
    after_account = models.UUIDField()
    accounts = models.BigIntegerField()
    entries = models.BigIntegerField()
    found = models.BigIntegerField()
    findings = JsonText()

    class Meta:
        db_table = "ledger_verifying"
