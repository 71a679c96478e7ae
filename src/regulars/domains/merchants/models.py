"""Tables of tenants: merchants, who works for them, and their keys."""

from django.conf import settings
from django.db import models


class Merchant(models.Model):
    """A tenant."""

    merchant_id = models.UUIDField(primary_key=True)
    name = models.TextField()
    created_at = models.DateTimeField()
    second_factor = models.TextField(default="nobody", db_default="nobody")

    class Meta:
        db_table = "merchants_merchant"


class Staff(models.Model):
    """Which user works for which merchant, in which role."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True)
    merchant_id = models.UUIDField()
    role = models.TextField()
    blocked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "merchants_staff"


class Post(models.Model):
    """A role at one program, and at some of its locations."""

    pk = models.CompositePrimaryKey("user_id", "program_id")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)
    program_id = models.UUIDField()
    role = models.TextField()
    locations = models.TextField()

    class Meta:
        db_table = "merchants_post"


class Invitation(models.Model):
    """Somebody who was asked to work here. Only the link's hash is kept."""

    invitation_id = models.UUIDField(primary_key=True)
    merchant_id = models.UUIDField()
    email = models.TextField()
    role = models.TextField()
    program_id = models.UUIDField(null=True)
    locations = models.TextField()
    hash = models.BinaryField()
    invited_by = models.BigIntegerField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "merchants_invitation"
        indexes = [models.Index(fields=["merchant_id"], name="merchants_invitation_merchant")]


class Key(models.Model):
    """A key of the API. Only its SHA-256 is kept; `hint` is what people may see of it."""

    key_id = models.UUIDField(primary_key=True)
    merchant_id = models.UUIDField()
    program_id = models.UUIDField()
    kind = models.TextField()
    mode = models.TextField()
    label = models.TextField()
    hash = models.BinaryField(unique=True)
    hint = models.TextField()
    scopes = models.TextField()
    origins = models.TextField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "merchants_key"
        indexes = [models.Index(fields=["program_id"], name="merchants_key_program")]


class Generation(models.Model):
    """One row that counts changes of keys: whoever keeps keys in memory polls it."""

    name = models.TextField(primary_key=True)
    number = models.BigIntegerField()

    class Meta:
        db_table = "merchants_generation"


class View(models.Model):
    """A list as one of the staff likes to see it: what is asked for, under a name."""

    pk = models.CompositePrimaryKey("user_id", "program_id", "name")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)
    program_id = models.UUIDField()
    name = models.TextField()
    query = models.TextField()

    class Meta:
        db_table = "merchants_view"
