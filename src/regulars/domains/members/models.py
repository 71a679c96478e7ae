"""Tables of people. Names that must be one person's alone live in `members_alias`."""

from django.db import models
from django.db.models.functions import Lower

from regulars.kit.pg.fields import JsonText


class Member(models.Model):
    """A person as one program knows them; what they are worth is in the ledger."""

    member_id = models.UUIDField(primary_key=True)
    program_id = models.UUIDField()
    account_id = models.UUIDField()
    name = models.TextField(default="")
    email = models.TextField(null=True)
    phone = models.TextField(null=True)
    external_id = models.TextField(null=True)
    card = models.TextField(null=True)
    birth_date = models.DateField(null=True)
    language = models.TextField(default="")
    attributes = JsonText()
    segments = JsonText()
    way = models.TextField()
    joined_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    simulated = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    merged_into = models.UUIDField(null=True)
    role = models.TextField(default="", db_default="")

    class Meta:
        db_table = "members_member"
        indexes = [
            models.Index(fields=["program_id", "member_id"], name="members_member_program"),
            models.Index(fields=["account_id"], name="members_member_account"),
            models.Index(
                "program_id",
                Lower("name"),
                "member_id",
                name="members_member_name",
                condition=models.Q(erased_at__isnull=True, merged_into__isnull=True),
            ),
            models.Index(
                fields=["merged_into"],
                name="members_member_merged",
                condition=models.Q(merged_into__isnull=False),
            ),
        ]


class Merge(models.Model):
    """One time that a member became another one; `kept` is what is needed to make them two again,
    as long as that can be asked for."""

    pk = models.CompositePrimaryKey("program_id", "member_id", "merge_id")
    program_id = models.UUIDField()
    member_id = models.UUIDField()
    merge_id = models.UUIDField()
    other_id = models.UUIDField()
    at = models.DateTimeField()
    actor = models.TextField()
    event_no = models.BigIntegerField()
    kept = JsonText()
    split_at = models.DateTimeField(null=True)
    split_by = models.TextField(default="")

    class Meta:
        db_table = "members_merge"


class Apart(models.Model):
    """Two members of whom staff said that they are not one, the lower id first."""

    pk = models.CompositePrimaryKey("program_id", "member_id", "other_id")
    program_id = models.UUIDField()
    member_id = models.UUIDField()
    other_id = models.UUIDField()
    at = models.DateTimeField()
    actor = models.TextField()

    class Meta:
        db_table = "members_apart"
        indexes = [
            models.Index(fields=["program_id", "other_id"], name="members_apart_other"),
        ]


class Alias(models.Model):
    """What a member can be found by, or a guest's account: unique within the program."""

    pk = models.CompositePrimaryKey("program_id", "kind", "value")
    program_id = models.UUIDField()
    kind = models.TextField()
    value = models.TextField()
    account_id = models.UUIDField()
    member_id = models.UUIDField(null=True)
    barred = models.TextField(default="")

    class Meta:
        db_table = "members_alias"
        indexes = [models.Index(fields=["account_id"], name="members_alias_account")]
