"""An account that several people share: who comes, who goes, and what they take along."""

from datetime import datetime
from typing import Literal

from regulars.core.facts.fact import Fact
from regulars.core.facts.moving import Passage
from regulars.core.facts.people import Profile

Kind = Literal["household", "company"]


class SharingFact(Fact, frozen=True):
    """Something about who shares an account."""


class AccountShared(SharingFact, frozen=True, tag="account.shared"):
    """From now on the account is a household's or a company's; its head is in it already."""

    kind: Kind


class PersonCame(SharingFact, frozen=True, tag="account.person_came"):
    """Somebody shares the account from now on. What they had arrives as a fact of its own."""

    member: str
    role: str = ""
    child: bool = False


class PersonLeft(SharingFact, frozen=True, tag="account.person_left"):
    """Somebody no longer shares the account; `lots` are what they take along to `into`."""

    member: str
    into: str = ""
    child: bool = False
    lots: tuple[Passage, ...] = ()


class SharingEnded(SharingFact, frozen=True, tag="account.sharing_ended"):
    """The last one in it has the account alone again."""


class Parted(SharingFact, frozen=True, tag="account.parted"):
    """Somebody who left a household has an account alone: with what they took along, a member
    since they first joined. Limits that the household had used are used.
    """

    came_from: str
    joined: datetime
    profile: Profile = Profile()
    lots: tuple[Passage, ...] = ()
    counters: dict[str, dict[str, tuple[int, int]]] = {}
    arms: dict[str, bool] = {}
    bought: bool = False
