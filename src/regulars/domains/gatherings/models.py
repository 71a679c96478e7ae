"""Tables of gatherings. A member's place is kept by account; its code has an alias of its own."""

from django.db import models

from regulars.kit.pg.fields import JsonText


class Gathering(models.Model):
    """Something with places, as staff arranged it."""

    pk = models.CompositePrimaryKey("program_id", "gathering_id")
    program_id = models.UUIDField()
    gathering_id = models.UUIDField()
    key = models.TextField()
    fingerprint = models.BinaryField()
    kind = models.TextField()
    title = models.TextField()
    text = models.TextField()
    location = models.TextField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    places = models.IntegerField()
    waiting_list = models.BooleanField()
    audience = JsonText()
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    barred_days = models.IntegerField()
    status = models.TextField()
    revision = models.IntegerField()
    changed_at = models.DateTimeField()
    last_number = models.IntegerField()
    reason = models.TextField(default="")
    club = models.TextField(default="")

    class Meta:
        db_table = "gatherings_gathering"
        constraints = [
            models.UniqueConstraint(fields=["program_id", "key"], name="gatherings_gathering_key")
        ]
        indexes = [
            models.Index(fields=["program_id", "begins_at"], name="gatherings_gathering_begins"),
            models.Index(fields=["program_id", "status", "ends_at"], name="gatherings_ends"),
        ]


class Place(models.Model):
    """A member's place, or place in the line."""

    pk = models.CompositePrimaryKey("account_id", "gathering_id")
    account_id = models.UUIDField()
    gathering_id = models.UUIDField()
    program_id = models.UUIDField()
    number = models.IntegerField()
    status = models.TextField()
    code = models.TextField()
    signed_up_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    barred_until = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.TextField(default="")
    lift_reason = models.TextField(default="")

    class Meta:
        db_table = "gatherings_place"
        indexes = [
            models.Index(
                fields=["program_id", "gathering_id", "number"], name="gatherings_place_line"
            )
        ]


class Code(models.Model):
    """Whose code it is: where a check-in finds the place."""

    pk = models.CompositePrimaryKey("program_id", "code")
    program_id = models.UUIDField()
    code = models.TextField()
    account_id = models.UUIDField()
    gathering_id = models.UUIDField()

    class Meta:
        db_table = "gatherings_code"


class Request(models.Model):
    """A sign-up as it was asked for under a caller's key, and the place that it got."""

    pk = models.CompositePrimaryKey("account_id", "key")
    account_id = models.UUIDField()
    key = models.TextField()
    program_id = models.UUIDField()
    gathering_id = models.UUIDField()
    place = JsonText()

    class Meta:
        db_table = "gatherings_request"
