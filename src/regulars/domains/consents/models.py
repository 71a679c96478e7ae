"""The table of consents: rows are added, never changed."""

from django.db import models


class Consent(models.Model):
    """One thing that a member said."""

    pk = models.CompositePrimaryKey("program_id", "member_id", "consent_id")
    program_id = models.UUIDField()
    member_id = models.UUIDField()
    consent_id = models.UUIDField()
    purpose = models.TextField()
    channel = models.TextField()
    given = models.BooleanField()
    at = models.DateTimeField()
    place = models.TextField()
    wording = models.TextField()
    actor = models.TextField()

    class Meta:
        db_table = "consents_consent"
