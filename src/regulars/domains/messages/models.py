"""Table of notices."""

from django.db import models

from regulars.kit.pg.fields import JsonText


class Notice(models.Model):
    """Something that a member should be told: a trigger with typed data."""

    pk = models.CompositePrimaryKey("account_id", "notice_id")
    account_id = models.UUIDField()
    notice_id = models.UUIDField()
    program_id = models.UUIDField()
    trigger = models.TextField()
    data = JsonText()
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "messages_notice"
        indexes = [
            models.Index(fields=["program_id", "created_at"], name="messages_notice_program")
        ]
