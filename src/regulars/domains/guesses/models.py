"""Table of codes that were typed in wrong."""

from django.db import models


class Misses(models.Model):
    """How often somebody missed since a time. `who` is a hash: of a member, a key, an address."""

    pk = models.CompositePrimaryKey("program_id", "who")
    program_id = models.UUIDField()
    who = models.BinaryField()
    times = models.IntegerField()
    began_at = models.DateTimeField()

    class Meta:
        db_table = "guesses_misses"
        indexes = [models.Index(fields=["program_id", "began_at"], name="guesses_misses_began")]
