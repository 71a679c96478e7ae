"""What it means for an account that its member joined or left a club: rules may wait for it.

Who may join is decided where clubs are kept; the account only remembers which ones it is in.
"""

from regulars.core import earning
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Refused
from regulars.core.facts import Activity, ClubJoined, ClubLeft, Inputs

JOINED, LEFT = "club.joined", "club.left"


def join(
    account: Account, program: Compiled, fact: ClubJoined, at: int, now: int, inputs: Inputs
) -> Refused | None:
    """Will note the club, and wake the rules on `club.joined`. Refusals: members_only,
    club_joined_already."""
    if account.joined is None:
        return Refused(code="members_only")
    if fact.club in account.clubs:
        return Refused(code="club_joined_already", params={"club": fact.club})
    account.clubs = tuple(sorted((*account.clubs, fact.club)))
    account.last_active = max(account.last_active or 0, at)
    account.notify(JOINED, at, club=fact.club)
    _wake(account, program, fact, JOINED, at, now, inputs)
    return None


def leave(
    account: Account, program: Compiled, fact: ClubLeft, at: int, now: int, inputs: Inputs
) -> Refused | None:
    """Will forget the club, and wake the rules on `club.left`. Refusal: club_not_joined."""
    if fact.club not in account.clubs:
        return Refused(code="club_not_joined", params={"club": fact.club})
    account.clubs = tuple(one for one in account.clubs if one != fact.club)
    if fact.removed:
        account.notify("club.removed", at, club=fact.club)
    _wake(account, program, fact, LEFT, at, now, inputs)
    return None


def _wake(  # noqa: PLR0917 - what every fact brings along
    account: Account, program: Compiled, fact: ClubJoined | ClubLeft, name: str, at: int,
    now: int, inputs: Inputs,
) -> None:  # fmt: skip
    activity = Activity(occurred_at=fact.occurred_at, type=name, data={"club": fact.club})
    earning.earn_activity(account, program, activity, at, now, inputs)
