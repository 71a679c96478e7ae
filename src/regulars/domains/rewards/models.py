"""Tables of what members were given."""

from django.db import models

from regulars.kit.pg.fields import JsonText


class Voucher(models.Model):
    """A voucher, numbered within its account; its terms are those of its program version."""

    pk = models.CompositePrimaryKey("account_id", "number")
    account_id = models.UUIDField()
    number = models.BigIntegerField()
    voucher_id = models.UUIDField()
    program_id = models.UUIDField()
    code = models.TextField()
    reward = models.TextField()
    version = models.IntegerField()
    rule = models.TextField()
    why = JsonText()
    status = models.TextField()
    event_no = models.BigIntegerField()
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    uses_left = models.IntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rewards_voucher"
        indexes = [
            models.Index(fields=["program_id", "issued_at"], name="rewards_voucher_program"),
            models.Index(
                fields=["program_id", "status", "issued_at"], name="rewards_voucher_status"
            ),
            models.Index(fields=["voucher_id"], name="rewards_voucher_id"),
        ]


class Code(models.Model):
    """The alias of a voucher: its code, unique within the program."""

    pk = models.CompositePrimaryKey("program_id", "code")
    program_id = models.UUIDField()
    code = models.TextField()
    account_id = models.UUIDField()
    number = models.BigIntegerField()

    class Meta:
        db_table = "rewards_code"


class Use(models.Model):
    """One use of a voucher, on which order, and what it saved."""

    pk = models.CompositePrimaryKey("account_id", "number", "event_no")
    account_id = models.UUIDField()
    number = models.BigIntegerField()
    event_no = models.BigIntegerField()
    order_ref = models.TextField()
    saved_minor = models.BigIntegerField()
    used_at = models.DateTimeField()
    reinstated_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rewards_use"
        indexes = [models.Index(fields=["account_id", "order_ref"], name="rewards_use_order")]


class Redemption(models.Model):
    """Points set aside or spent for a reward, numbered within its account."""

    pk = models.CompositePrimaryKey("account_id", "number")
    account_id = models.UUIDField()
    number = models.BigIntegerField()
    redemption_id = models.UUIDField()
    program_id = models.UUIDField()
    status = models.TextField()
    reward = models.TextField()
    currency = models.TextField()
    amount = models.BigIntegerField()
    pieces = JsonText()
    restored = models.BigIntegerField()
    order_ref = models.TextField()
    voucher = models.BigIntegerField(null=True)
    event_no = models.BigIntegerField()
    reserved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    more = JsonText()
    charges = JsonText()
    worth_minor = models.BigIntegerField()
    receipt = models.TextField()

    class Meta:
        db_table = "rewards_redemption"
        indexes = [
            models.Index(fields=["redemption_id"], name="rewards_redemption_id"),
            models.Index(fields=["account_id", "order_ref"], name="rewards_redemption_order"),
            models.Index(
                fields=["program_id", "order_ref"],
                name="rewards_redemption_for",
                condition=~models.Q(order_ref=""),
            ),
        ]


class Once(models.Model):
    """A one-time code that a shop prints: only its hash is kept, and who typed it in."""

    pk = models.CompositePrimaryKey("program_id", "code_hash")
    program_id = models.UUIDField()
    code_hash = models.BinaryField()
    pool = models.TextField()
    account_id = models.UUIDField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rewards_once"


class Campaign(models.Model):
    """A code that many may type in. It is on posters, so its text is kept."""

    pk = models.CompositePrimaryKey("program_id", "code")
    program_id = models.UUIDField()
    code = models.TextField()
    pool = models.TextField()
    uses = models.BigIntegerField(null=True)
    per_member = models.IntegerField(null=True)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    used = models.BigIntegerField()

    class Meta:
        db_table = "rewards_campaign"


class Typed(models.Model):
    """One time that an account took one of the uses of such a code."""

    pk = models.CompositePrimaryKey("account_id", "code", "use_id")
    account_id = models.UUIDField()
    program_id = models.UUIDField()
    code = models.TextField()
    use_id = models.UUIDField()
    used_at = models.DateTimeField()

    class Meta:
        db_table = "rewards_typed"
        indexes = [models.Index(fields=["program_id", "code"], name="rewards_typed_code")]


class Pool(models.Model):
    """A pool of imported codes. `told`: that it fell low was said."""

    pk = models.CompositePrimaryKey("program_id", "pool")
    program_id = models.UUIDField()
    pool = models.TextField()
    low = models.IntegerField()
    told = models.BooleanField()

    class Meta:
        db_table = "rewards_pool"


class PoolCode(models.Model):
    """One imported code, as it is written, until an account gets it and ever after."""

    pk = models.CompositePrimaryKey("program_id", "code")
    program_id = models.UUIDField()
    code = models.TextField()
    text = models.TextField()
    pool = models.TextField()
    account_id = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rewards_pool_code"
        indexes = [
            models.Index(
                fields=["program_id", "pool", "code"],
                condition=models.Q(account_id__isnull=True),
                name="rewards_pool_free",
            )
        ]
