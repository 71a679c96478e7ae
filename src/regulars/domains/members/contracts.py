"""Values that cross: a reference to a member, a member, what is told when one joins."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from regulars.core.facts import Profile, Scalar

KINDS = ("external_id", "email", "phone", "card")


class Ref(Struct, frozen=True):
    """How somebody names a member: `kind` is 'id' or one of KINDS, or 'guest' for an order without
    one.
    """

    kind: str
    value: str


class Known(Struct, frozen=True, kw_only=True):
    """Which account a reference leads to; a guest's has no member.

    `barred` is the code of the refusal for whoever comes by this name; '' where it is good.
    """

    account_id: UUID
    member_id: UUID | None
    barred: str = ""


class Merge(Struct, frozen=True, kw_only=True):
    """One time that a member (`other_id`) became another one (`member_id`): the event of the
    account that stays, and what is kept to make them two again."""

    program_id: UUID
    member_id: UUID
    merge_id: UUID
    other_id: UUID
    at: datetime
    actor: str
    event_no: int
    kept: bytes
    split_at: datetime | None = None
    split_by: str = ""


class Member(Struct, frozen=True, kw_only=True):
    """A person as one program knows them. `role` is there for one of several who share the account:
    'head' or what the account's kind knows.
    """

    member_id: UUID
    program_id: UUID
    account_id: UUID
    name: str
    email: str | None
    phone: str | None
    external_id: str | None
    card: str | None
    birth_date: date | None
    language: str
    attributes: bytes
    segments: bytes
    way: str
    joined_at: datetime
    erased_at: datetime | None
    simulated: bool
    closed_at: datetime | None = None
    merged_into: UUID | None = None
    role: str = ""

    def profile(self) -> Profile:
        """What rules may ask about them."""
        return Profile(
            birth_date=self.birth_date,
            attributes=msgspec.json.decode(self.attributes, type=dict[str, Scalar]),
            segments=msgspec.json.decode(self.segments, type=tuple[str, ...]),
        )

    def refs(self) -> list[Ref]:
        """All that they can be found by."""
        values = ((kind, getattr(self, kind)) for kind in KINDS)
        return [Ref(kind, value) for kind, value in values if value]
