"""Tables of cards. A card is a member's, whichever account they share; its number also leads to
them by the names in the members domain."""

from django.db import models


class Card(models.Model):
    """A card that a member carries; its number is one card's alone within the program."""

    card_id = models.UUIDField(primary_key=True)
    program_id = models.UUIDField()
    member_id = models.UUIDField()
    number = models.TextField()
    kind = models.TextField()
    status = models.TextField()
    reason = models.TextField()
    issued_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()
    replaced_by = models.UUIDField(null=True)

    class Meta:
        db_table = "cards_card"
        constraints = [
            models.UniqueConstraint(fields=["program_id", "number"], name="cards_card_number")
        ]
        indexes = [
            models.Index(fields=["program_id", "card_id"], name="cards_card_program"),
            models.Index(fields=["member_id"], name="cards_card_member"),
        ]


class Asked(models.Model):
    """A call that changed a card, so that its repeat changes nothing."""

    pk = models.CompositePrimaryKey("program_id", "key")
    program_id = models.UUIDField()
    key = models.TextField()
    card_id = models.UUIDField()
    fingerprint = models.BinaryField()

    class Meta:
        db_table = "cards_asked"
        indexes = [models.Index(fields=["card_id"], name="cards_asked_card")]
