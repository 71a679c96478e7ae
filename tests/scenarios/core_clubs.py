"""Clubs for the driver in memory: the account is told, as the flow does when the club says yes."""

from tests.scenarios.core_answers import answered
from tests.scenarios.core_levels import Levels
from tests.scenarios.words import Answer

from regulars.core.facts import ClubJoined, ClubLeft


class WithClubs(Levels):
    """What core knows of clubs. Who may join is the flow's."""

    def enter(self, member: str, club: str) -> Answer:
        """Will join a club; again is the same as once."""
        if self.inside(member, club):
            return Answer(status="exists")
        fact = ClubJoined(occurred_at=self._moment(), club=club)
        return answered(self._evaluate(self.names[member], fact))

    def quit(self, member: str, club: str) -> Answer:
        """Will leave a club."""
        fact = ClubLeft(occurred_at=self._moment(), club=club)
        return answered(self._evaluate(self.names[member], fact))

    def inside(self, member: str, club: str) -> bool:
        """Will look into the account."""
        return club in self.kept[self.names[member]].state.clubs
