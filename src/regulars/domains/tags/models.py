"""The table of tags."""

from django.db import models


class Tag(models.Model):
    """A word on a member."""

    pk = models.CompositePrimaryKey("program_id", "member_id", "tag")
    program_id = models.UUIDField()
    member_id = models.UUIDField()
    tag = models.TextField()
    at = models.DateTimeField()
    actor = models.TextField()

    class Meta:
        db_table = "tags_tag"
        indexes = [models.Index(fields=["program_id", "tag", "member_id"], name="tags_tag_word")]
