"""Table of campaigns as members met them."""

from django.db import models


class Met(models.Model):
    """A member met a campaign that holds a part out: which part they are in, since when."""

    pk = models.CompositePrimaryKey("account_id", "campaign")
    account_id = models.UUIDField()
    campaign = models.TextField()
    program_id = models.UUIDField()
    held_out = models.BooleanField()
    met_at = models.DateTimeField()

    class Meta:
        db_table = "campaigns_met"
        indexes = [
            models.Index(fields=["program_id", "campaign", "account_id"], name="campaigns_met_all")
        ]
