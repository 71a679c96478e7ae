"""Tables of segments. Who is in one is also in the account's state, from which this follows."""

from django.db import models

from regulars.kit.pg.fields import JsonText


class Saved(models.Model):
    """A definition that staff saved, beside those of the program file."""

    pk = models.CompositePrimaryKey("program_id", "segment")
    program_id = models.UUIDField()
    segment = models.TextField()
    title = models.TextField()
    definition = JsonText()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "segments_saved"


class Membership(models.Model):
    """A member is in a segment, since then."""

    pk = models.CompositePrimaryKey("account_id", "segment")
    account_id = models.UUIDField()
    segment = models.TextField()
    program_id = models.UUIDField()
    since = models.DateTimeField()

    class Meta:
        db_table = "segments_membership"
        indexes = [
            models.Index(
                fields=["program_id", "segment", "account_id"], name="segments_membership_all"
            )
        ]


class Scale(models.Model):
    """Where the fifths and the classes of a program's customers were cut, and when."""

    program_id = models.UUIDField(primary_key=True)
    scale = JsonText()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "segments_scale"
