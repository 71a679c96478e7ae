"""What every fact shares, and the values that data is made of."""

from datetime import datetime

from msgspec import Struct

Scalar = str | int | bool


class Fact(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="fact"):
    """Anything that can happen to one account. `occurred_at` is when it happened, not when told."""

    occurred_at: datetime
