"""Tables of clubs. How a member stands is kept by account, and so is the way there."""

from django.db import models

from regulars.kit.pg.fields import JsonText


class Club(models.Model):
    """A club, as staff made it."""

    pk = models.CompositePrimaryKey("program_id", "club_id")
    program_id = models.UUIDField()
    club_id = models.UUIDField()
    key = models.TextField()
    fingerprint = models.BinaryField()
    title = models.TextField()
    text = models.TextField()
    joining = models.TextField()
    audience = JsonText()
    capacity = models.IntegerField(null=True)
    code_digest = models.BinaryField(null=True)
    status = models.TextField()
    members = models.IntegerField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "clubs_club"
        constraints = [models.UniqueConstraint(fields=["program_id", "key"], name="clubs_club_key")]


class Membership(models.Model):
    """How a member stands in a club."""

    pk = models.CompositePrimaryKey("account_id", "club_id")
    account_id = models.UUIDField()
    club_id = models.UUIDField()
    program_id = models.UUIDField()
    status = models.TextField()
    since = models.DateTimeField()

    class Meta:
        db_table = "clubs_membership"
        indexes = [
            models.Index(
                fields=["program_id", "club_id", "status", "account_id"], name="clubs_members"
            )
        ]


class Step(models.Model):
    """One change of a membership."""

    pk = models.CompositePrimaryKey("account_id", "step_id")
    account_id = models.UUIDField()
    step_id = models.UUIDField()
    program_id = models.UUIDField()
    club_id = models.UUIDField()
    request = models.TextField()
    status = models.TextField()
    at = models.DateTimeField()
    actor = models.TextField()
    reason = models.TextField()

    class Meta:
        db_table = "clubs_step"
        constraints = [
            models.UniqueConstraint(fields=["account_id", "request"], name="clubs_step_once")
        ]


class Post(models.Model):
    """What staff tell a club."""

    pk = models.CompositePrimaryKey("program_id", "post_id")
    program_id = models.UUIDField()
    post_id = models.UUIDField()
    club_id = models.UUIDField()
    request = models.TextField()
    fingerprint = models.BinaryField()
    title = models.TextField()
    text = models.TextField()
    author = models.TextField()
    pinned = models.BooleanField()
    published_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "clubs_post"
        constraints = [
            models.UniqueConstraint(fields=["program_id", "request"], name="clubs_post_once")
        ]
        indexes = [
            models.Index(fields=["program_id", "club_id", "published_at"], name="clubs_newest")
        ]
