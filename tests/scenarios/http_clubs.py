"""Clubs for the driver over HTTP: founded when somebody wants to enter one, and open to all."""

from tests.scenarios.http_levels import Levels
from tests.scenarios.words import Answer


class WithClubs(Levels):
    """What the API does about clubs."""

    def enter(self, member: str, club: str) -> Answer:
        """POST /v1/clubs/{id}/members."""
        answer = self.api.post(self._of_club(club), {"member": self._ref(member)})
        return Answer(status="exists") if answer.status == 200 else self._told(answer)

    def quit(self, member: str, club: str) -> Answer:
        """DELETE /v1/clubs/{id}/members/{ref}."""
        answer = self.api.call("DELETE", f"{self._of_club(club)}/{self._ref(member)}")
        return Answer() if answer.status == 204 else self._told(answer)

    def inside(self, member: str, club: str) -> bool:
        """GET /v1/members/{ref}/clubs."""
        found = self._read(f"/v1/members/{self._ref(member)}/clubs")["data"]
        return any(
            one["club"]["key"] == club
            and (one["mine"]["membership"] or {}).get("status") == "member"
            for one in found
        )

    def _of_club(self, club: str) -> str:
        made = self.api.post("/v1/clubs", {"key": club, "title": f"Club of {club}"})
        return f"/v1/clubs/{made.json['id']}/members"
