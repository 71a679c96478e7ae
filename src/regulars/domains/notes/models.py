"""The table of notes. The text can be erased."""

from django.db import models


class Note(models.Model):
    """What somebody of the staff wrote about a member: a note, or a call or visit."""

    pk = models.CompositePrimaryKey("program_id", "member_id", "note_id")
    program_id = models.UUIDField()
    member_id = models.UUIDField()
    note_id = models.UUIDField()
    kind = models.TextField()
    text = models.TextField()
    at = models.DateTimeField()
    actor = models.TextField()

    class Meta:
        db_table = "notes_note"
