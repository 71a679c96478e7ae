"""Tables of acts on many members."""

from django.db import models


class Run(models.Model):
    """An act on many members. `key` is the form's own: sent twice, it is one run."""

    run_id = models.UUIDField(primary_key=True)
    program_id = models.UUIDField()
    key = models.TextField()
    what = models.TextField()
    actor = models.TextField()
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    undoes = models.UUIDField(null=True)
    total = models.IntegerField()

    class Meta:
        db_table = "bulk_run"
        constraints = [
            models.UniqueConstraint(fields=["program_id", "key"], name="bulk_run_key"),
            models.UniqueConstraint(fields=["undoes"], name="bulk_run_undoes"),
        ]


class Item(models.Model):
    """One member of a run: once, and with what came of it."""

    pk = models.CompositePrimaryKey("run_id", "member_id")
    run_id = models.UUIDField()
    member_id = models.UUIDField()
    status = models.TextField()
    why = models.TextField()

    class Meta:
        db_table = "bulk_item"
        indexes = [models.Index(fields=["run_id", "status"], name="bulk_item_status")]
