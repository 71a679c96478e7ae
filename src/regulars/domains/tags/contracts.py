"""Values that cross: a tag on a member."""

import re
from datetime import datetime
from uuid import UUID

from msgspec import Struct

TAG_MAX = 40
_SPACE = re.compile(r"\s+")


class Tag(Struct, frozen=True, kw_only=True):
    """A word on a member, since when and by whom."""

    program_id: UUID
    member_id: UUID
    tag: str
    at: datetime
    actor: str


def clean(text: str) -> str:
    """Will write a tag as all write it: small letters, one space between words; '' is none."""
    return _SPACE.sub(" ", text.replace("\0", "").replace(",", " ")).strip().lower()[:TAG_MAX]
