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


class Audience(models.Model):
    """A member was in a campaign's audience when it ended."""

    pk = models.CompositePrimaryKey("account_id", "campaign")
    account_id = models.UUIDField()
    campaign = models.TextField()
    program_id = models.UUIDField()

    class Meta:
        db_table = "campaigns_audience"
        indexes = [
            models.Index(
                fields=["program_id", "campaign", "account_id"], name="campaigns_audience_all"
            )
        ]


class Ended(models.Model):
    """A campaign's audience was written down, as it was at that end."""

    pk = models.CompositePrimaryKey("program_id", "campaign")
    program_id = models.UUIDField()
    campaign = models.TextField()
    ended_at = models.DateTimeField()

    class Meta:
        db_table = "campaigns_ended"
