"""The table of reports: one row a name, written anew each time."""

from django.db import models

from regulars.kit.pg.fields import JsonText


class Report(models.Model):
    """What a job has counted."""

    pk = models.CompositePrimaryKey("program_id", "name")
    program_id = models.UUIDField()
    name = models.TextField()
    body = JsonText()
    counted_at = models.DateTimeField()
    took_ms = models.BigIntegerField()
    mark = models.TextField()

    class Meta:
        db_table = "reports_report"
