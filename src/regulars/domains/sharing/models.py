"""Tables of shared accounts. A code, or the key of a request, has an alias that leads to them."""

from django.db import models

from regulars.kit.pg.fields import JsonText


class Shared(models.Model):
    """A household, or a company."""

    account_id = models.UUIDField(primary_key=True)
    program_id = models.UUIDField()
    kind = models.TextField()
    name = models.TextField()
    number = models.TextField()
    attributes = JsonText()
    shared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sharing_shared"
        indexes = [models.Index(fields=["program_id", "account_id"], name="sharing_shared_program")]


class Stay(models.Model):
    """Somebody's time in an account."""

    pk = models.CompositePrimaryKey("account_id", "member_id", "since")
    account_id = models.UUIDField()
    member_id = models.UUIDField()
    since = models.DateTimeField()
    program_id = models.UUIDField()
    own = models.BooleanField()
    told = models.BooleanField()
    until = models.DateTimeField(null=True)
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sharing_stay"
        indexes = [models.Index(fields=["program_id", "member_id"], name="sharing_stay_member")]


class Child(models.Model):
    """A child, by first name."""

    pk = models.CompositePrimaryKey("account_id", "child_id")
    account_id = models.UUIDField()
    child_id = models.UUIDField()
    program_id = models.UUIDField()
    name = models.TextField()
    since = models.DateTimeField()

    class Meta:
        db_table = "sharing_child"


class Invitation(models.Model):
    """Somebody who is asked in."""

    pk = models.CompositePrimaryKey("account_id", "invitation_id")
    account_id = models.UUIDField()
    invitation_id = models.UUIDField()
    program_id = models.UUIDField()
    contact_kind = models.TextField()
    contact = models.TextField()
    role = models.TextField()
    status = models.TextField()
    invited_at = models.DateTimeField()
    until = models.DateTimeField()
    member_id = models.UUIDField(null=True)

    class Meta:
        db_table = "sharing_invitation"


class Code(models.Model):
    """The hash of an invitation's code."""

    pk = models.CompositePrimaryKey("program_id", "digest")
    program_id = models.UUIDField()
    digest = models.BinaryField()
    account_id = models.UUIDField()
    invitation_id = models.UUIDField()

    class Meta:
        db_table = "sharing_code"


class Opened(models.Model):
    """The account that a request opened, so that it opens one only."""

    pk = models.CompositePrimaryKey("program_id", "key")
    program_id = models.UUIDField()
    key = models.TextField()
    fingerprint = models.BinaryField()
    account_id = models.UUIDField()

    class Meta:
        db_table = "sharing_opened"
