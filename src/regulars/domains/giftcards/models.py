"""Tables of gift cards. What a card holds is in the ledger; its code is kept as a hash only."""

from django.db import models


class Card(models.Model):
    """A card that was sold or given; `hint` is the end of its code, for those who look for it."""

    account_id = models.UUIDField(primary_key=True)
    program_id = models.UUIDField()
    wallet = models.TextField()
    amount_minor = models.BigIntegerField()
    reward = models.TextField()
    payment = models.TextField()
    hint = models.TextField()
    blocked = models.BooleanField()
    sold_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    buyer_id = models.UUIDField(null=True)
    receiver_id = models.UUIDField(null=True)
    order_ref = models.TextField(default="")
    line_id = models.TextField(default="")

    class Meta:
        db_table = "giftcards_card"
        indexes = [
            models.Index(fields=["program_id", "account_id"], name="giftcards_card_program"),
            models.Index(
                fields=["program_id", "order_ref"], name="giftcards_card_order",
                condition=~models.Q(order_ref=""),
            ),
        ]  # fmt: skip


class Change(models.Model):
    """What staff did to a card and why."""

    pk = models.CompositePrimaryKey("account_id", "change_id")
    account_id = models.UUIDField()
    change_id = models.UUIDField()
    program_id = models.UUIDField()
    what = models.TextField()
    actor = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "giftcards_change"


class Alias(models.Model):
    """What leads to a card, once within the program: its code's hash, its payment, its voucher."""

    pk = models.CompositePrimaryKey("program_id", "kind", "value")
    program_id = models.UUIDField()
    kind = models.TextField()
    value = models.TextField()
    account_id = models.UUIDField()

    class Meta:
        db_table = "giftcards_alias"
        indexes = [models.Index(fields=["account_id"], name="giftcards_alias_account")]
