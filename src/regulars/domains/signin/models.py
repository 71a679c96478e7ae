"""Tables of signing in. Names and codes are kept as hashes only, addresses cut short."""

from django.db import models


class Attempt(models.Model):
    """How often one name, address or pair of both was tried since the window began."""

    key = models.BinaryField(primary_key=True)
    began_at = models.DateTimeField()
    times = models.IntegerField()

    class Meta:
        db_table = "signin_attempt"
        indexes = [models.Index(fields=["began_at"], name="signin_attempt_began")]


class MemberCode(models.Model):
    """A one-time code for a member, or for somebody who is about to become one."""

    request_id = models.UUIDField(primary_key=True)
    program_id = models.UUIDField()
    member_id = models.UUIDField(null=True)
    hash = models.TextField()
    expires_at = models.DateTimeField()
    tries = models.IntegerField()

    class Meta:
        db_table = "signin_member_code"
        indexes = [models.Index(fields=["expires_at"], name="signin_member_code_expires")]


class MemberPasskey(models.Model):
    """A passkey of a member: its public half, which only proves."""

    pk = models.CompositePrimaryKey("program_id", "credential_id")
    program_id = models.UUIDField()
    credential_id = models.BinaryField()
    member_id = models.UUIDField()
    key = models.BinaryField()
    sign_count = models.BigIntegerField()
    name = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "signin_member_passkey"
        indexes = [models.Index(fields=["program_id", "member_id"], name="signin_passkey_member")]


class Code(models.Model):
    """A one-time code that was sent; it works in the browser that asked for it."""

    request_id = models.UUIDField(primary_key=True)
    user_id = models.BigIntegerField()
    hash = models.TextField()
    expires_at = models.DateTimeField()
    tries = models.IntegerField()

    class Meta:
        db_table = "signin_code"
        indexes = [models.Index(fields=["expires_at"], name="signin_code_expires")]


class Session(models.Model):
    """A browser that a member of staff is signed in with; the session itself is Django's."""

    session_id = models.UUIDField(primary_key=True)
    key = models.TextField(unique=True)
    user_id = models.BigIntegerField()
    address = models.TextField()
    browser = models.TextField()
    began_at = models.DateTimeField()

    class Meta:
        db_table = "signin_session"
        indexes = [models.Index(fields=["user_id"], name="signin_session_user")]
