"""Clubs that a member joins and leaves."""

from regulars.core.facts.fact import Fact


class ClubJoined(Fact, frozen=True, tag="club.joined"):
    """The member is in a club from now on. `club` is the key that conditions ask for."""

    club: str
    actor: str = ""


class ClubLeft(Fact, frozen=True, tag="club.left"):
    """The member is no longer in a club; `removed`: staff ended it."""

    club: str
    removed: bool = False
    actor: str = ""
