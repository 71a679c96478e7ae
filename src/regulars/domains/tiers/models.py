"""Tables of levels: history, decisions, what is open, who is where, advisers."""

from django.db import models


class Change(models.Model):
    """One member moved from one level to another."""

    pk = models.CompositePrimaryKey("account_id", "change_id")
    account_id = models.UUIDField()
    change_id = models.UUIDField()
    program_id = models.UUIDField()
    set_id = models.TextField()
    before = models.TextField()
    after = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    why = models.TextField()
    actor = models.TextField()

    class Meta:
        db_table = "tiers_change"


class Decision(models.Model):
    """Something that people decided about a level, or were asked to."""

    pk = models.CompositePrimaryKey("account_id", "decision_id")
    account_id = models.UUIDField()
    decision_id = models.UUIDField()
    program_id = models.UUIDField()
    set_id = models.TextField()
    level = models.TextField()
    status = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    actor = models.TextField()
    reason = models.TextField(null=True)

    class Meta:
        db_table = "tiers_decision"


class Open(models.Model):
    """A candidate who waits for staff, or an invitation that waits for its member."""

    pk = models.CompositePrimaryKey("account_id", "set_id", "level")
    account_id = models.UUIDField()
    set_id = models.TextField()
    level = models.TextField()
    program_id = models.UUIDField()
    status = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "tiers_open"
        indexes = [models.Index(fields=["program_id", "since"], name="tiers_open_program")]


class Standing(models.Model):
    """On which level a member is who was ever on another one than the lowest."""

    pk = models.CompositePrimaryKey("account_id", "set_id")
    account_id = models.UUIDField()
    set_id = models.TextField()
    program_id = models.UUIDField()
    level = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "tiers_standing"
        indexes = [models.Index(fields=["program_id", "level"], name="tiers_standing_program")]


class Adviser(models.Model):
    """Who advises a member."""

    account_id = models.UUIDField(primary_key=True)
    program_id = models.UUIDField()
    name = models.TextField()
    actor = models.TextField()
    named_at = models.DateTimeField()

    class Meta:
        db_table = "tiers_adviser"
