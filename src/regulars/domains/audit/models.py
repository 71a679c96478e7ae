"""The table of acts. Ids only: it outlives whoever is erased."""

from django.db import models


class Act(models.Model):
    """Something that was done by staff, by a key or at a till. Rows are added, never changed."""

    act_id = models.UUIDField(primary_key=True)
    merchant_id = models.UUIDField()
    program_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    actor = models.TextField()
    kind = models.TextField()
    member_id = models.UUIDField(null=True)
    target = models.TextField()
    address = models.TextField()
    details = models.TextField()

    class Meta:
        db_table = "audit_act"
        indexes = [
            models.Index(fields=["merchant_id", "act_id"], name="audit_act_newest"),
            models.Index(fields=["member_id", "act_id"], name="audit_act_member"),
            models.Index(fields=["at"], name="audit_act_at"),
        ]
