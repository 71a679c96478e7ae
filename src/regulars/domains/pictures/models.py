"""Tables of pictures. Neither belongs to an account: they are the shop's."""

from django.db import models


class Picture(models.Model):
    """A picture, named by its hash: what an address shows never changes."""

    pk = models.CompositePrimaryKey("program_id", "digest")
    program_id = models.UUIDField()
    digest = models.TextField()
    kind = models.TextField()
    width = models.IntegerField()
    height = models.IntegerField()
    body = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        db_table = "pictures_picture"
        indexes = [models.Index(fields=["digest"], name="pictures_picture_digest")]


class Shown(models.Model):
    """Which picture something has now."""

    pk = models.CompositePrimaryKey("program_id", "subject")
    program_id = models.UUIDField()
    subject = models.TextField()
    digest = models.TextField()

    class Meta:
        db_table = "pictures_shown"
