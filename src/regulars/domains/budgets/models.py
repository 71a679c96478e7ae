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
