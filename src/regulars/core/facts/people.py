"""What a member does besides buying, and what is known of them."""

from datetime import date

from msgspec import Struct

from regulars.core.facts.fact import Fact, Scalar


class Activity(Fact, frozen=True, tag="activity"):
    """Anything else that happened: a visit, a review, a code typed in, an event attended.

    `place` is what the program asks of its location, such as the city.
    """

    type: str
    data: dict[str, Scalar] = {}
    place: dict[str, str] = {}


class Profile(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What rules may ask about the member. The account keeps its own copy, so replay needs no
    other.
    """

    birth_date: date | None = None
    attributes: dict[str, Scalar] = {}
    segments: tuple[str, ...] = ()


class Joined(Fact, frozen=True, tag="member.joined"):
    """A person enrolled: by the site, the till, an import or their first order."""

    profile: Profile = Profile()
    way: str = "api"


class Closed(Fact, frozen=True, tag="member.closed"):
    """The member left the program."""


class Returned(Fact, frozen=True, tag="member.returned"):
    """A member who had left came back."""

    way: str = "api"


class SegmentsChanged(Fact, frozen=True, tag="segments.changed"):
    """The member was found to be in these segments of the program, and in no other."""

    segments: tuple[str, ...]


class ProfileChanged(Fact, frozen=True, tag="member.changed"):
    """The member's attributes, segments or birthday are now these."""

    profile: Profile
