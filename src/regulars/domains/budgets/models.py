"""Table of what program-wide limits have used."""

from django.db import models


class Slot(models.Model):
    """A part of a limit's use. Not account-scoped: it is what all accounts share."""

    pk = models.CompositePrimaryKey("program_id", "limit_key", "slot")
    program_id = models.UUIDField()
    limit_key = models.TextField()
    slot = models.SmallIntegerField()
    used = models.BigIntegerField()
    added = models.BigIntegerField()

    class Meta:
        db_table = "budgets_slot"


class Change(models.Model):
    """What staff added to a limit or took from it, and why. Not account-scoped either."""

    pk = models.CompositePrimaryKey("program_id", "change_key")
    program_id = models.UUIDField()
    change_key = models.TextField()
    limit_key = models.TextField()
    amount = models.BigIntegerField()
    actor = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "budgets_change"
        indexes = [models.Index(fields=["program_id", "limit_key", "at"], name="budgets_change_of")]
