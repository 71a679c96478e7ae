"""Tables of files that a shop brings."""

from django.db import models


class File(models.Model):
    """A file and how far it is."""

    file_id = models.UUIDField(primary_key=True)
    merchant_id = models.UUIDField()
    program_id = models.UUIDField(null=True)
    kind = models.TextField()
    name = models.TextField()
    size = models.BigIntegerField()
    rows = models.IntegerField()
    digest = models.TextField()
    actor = models.TextField()
    created_at = models.DateTimeField()
    mapping = models.TextField()
    phase = models.TextField()
    settled = models.IntegerField()
    lines = models.IntegerField()
    counts = models.TextField()
    setting = models.TextField()
    report = models.TextField()
    finished_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "imports_file"
        indexes = [
            models.Index(fields=["merchant_id", "program_id"], name="imports_file_whose"),
            models.Index(
                fields=["file_id"],
                name="imports_file_active",
                condition=models.Q(phase__in=["checking", "running"]),
            ),
        ]


class Part(models.Model):
    """A piece of a file's bytes."""

    pk = models.CompositePrimaryKey("file_id", "number")
    file_id = models.UUIDField()
    number = models.IntegerField()
    body = models.BinaryField()

    class Meta:
        db_table = "imports_part"


class Refused(models.Model):
    """A row that was not taken."""

    pk = models.CompositePrimaryKey("file_id", "line")
    file_id = models.UUIDField()
    line = models.IntegerField()
    field = models.TextField()
    value = models.TextField()
    code = models.TextField()
    cure = models.TextField()

    class Meta:
        db_table = "imports_refused"
