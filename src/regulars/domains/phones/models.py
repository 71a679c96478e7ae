"""The table of phones. A phone's secret has to be read to make its codes: it cannot be a hash."""

from django.db import models


class Phone(models.Model):
    """A phone that shows codes; taking its row away is what revokes it."""

    pk = models.CompositePrimaryKey("program_id", "alias")
    program_id = models.UUIDField()
    alias = models.TextField()
    member_id = models.UUIDField()
    secret = models.BinaryField()
    made_at = models.DateTimeField()
    used_step = models.BigIntegerField()
    used_by = models.TextField()

    class Meta:
        db_table = "phones_phone"
        indexes = [models.Index(fields=["program_id", "member_id"], name="phones_phone_member")]
