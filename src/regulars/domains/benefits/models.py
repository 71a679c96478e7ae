"""Table of uses."""

from django.db import models


class Use(models.Model):
    """One use of a benefit, named by the event that told of it."""

    pk = models.CompositePrimaryKey("account_id", "event_no")
    account_id = models.UUIDField()
    event_no = models.BigIntegerField()
    program_id = models.UUIDField()
    benefit = models.TextField()
    period = models.TextField()
    order_ref = models.TextField()
    location = models.TextField()
    saved_minor = models.BigIntegerField()
    actor = models.TextField()
    used_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "benefits_use"
        indexes = [models.Index(fields=["program_id", "used_at"], name="benefits_use_program")]
