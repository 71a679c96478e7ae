"""Values that cross: one thing that a member said about one purpose and one means."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

CHANNELS = ("email", "sms", "push", "letter", "phone")
PLACES = ("portal", "api", "console", "import", "till", "paper", "uniting", "erasure")


class Standing(Struct, frozen=True, kw_only=True):
    """How many agree now to one purpose by one means, by the text that they saw; how many took it
    back; and when that text was first and last agreed to."""

    purpose: str
    channel: str
    wording: str
    agree: int
    withdrew: int
    first_at: datetime
    last_at: datetime


class Month(Struct, frozen=True, kw_only=True):
    """What was said in a month about one purpose."""

    month: str
    purpose: str
    given: int
    withdrawn: int


class Consent(Struct, frozen=True, kw_only=True):
    """What was said: `given`, or withdrawn. `place` is where, `wording` which text was shown,
    `actor` who wrote it down ('' for the member). Never changed afterwards.
    """

    program_id: UUID
    member_id: UUID
    consent_id: UUID
    purpose: str
    channel: str
    given: bool
    at: datetime
    place: str
    wording: str
    actor: str

    @property
    def about(self) -> tuple[str, str]:
        """What it is about: of everything said about it, the latest counts."""
        return self.purpose, self.channel

    @property
    def moment(self) -> tuple[datetime, UUID]:
        """When it was said, among all that was said."""
        return self.at, self.consent_id
