"""The tables of programs: shape and constraints only. Versions are never changed once published."""

from django.db import models
from django.db.models import Q


class Program(models.Model):
    """A merchant's program, by its name."""

    program_id = models.UUIDField(primary_key=True)
    merchant_id = models.UUIDField()
    name = models.TextField()
    test_clock_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "programs_program"
        constraints = [
            models.UniqueConstraint(fields=["merchant_id", "name"], name="programs_program_name"),
        ]
        indexes = [models.Index(fields=["name"], name="programs_program_by_name")]


class Version(models.Model):
    """The exact text that was promised, from an instant on."""

    pk = models.CompositePrimaryKey("program_id", "number")
    program_id = models.UUIDField()
    number = models.IntegerField()
    text = models.TextField()
    sha256 = models.BinaryField()
    published_at = models.DateTimeField()
    valid_from = models.DateTimeField()
    published_by = models.TextField()
    note = models.TextField()
    withdraws = models.IntegerField(null=True)

    class Meta:
        db_table = "programs_version"
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="programs_version_number"),
        ]


class Draft(models.Model):
    """What somebody is working on."""

    program_id = models.UUIDField(primary_key=True)
    text = models.TextField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "programs_draft"
