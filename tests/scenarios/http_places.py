"""Events with places for the driver over HTTP. Core knows none: such stories are told here only."""

from abc import abstractmethod
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.scenarios.http_clubs import WithClubs
from tests.scenarios.words import Answer, Person

LASTS = timedelta(hours=2)


class AtEvents(WithClubs):
    """What the API does about events."""

    _turns: "count[int]"

    @abstractmethod
    def join(self, person: Person) -> Answer:
        """POST /v1/members."""

    def arrange(self, name: str, kind: str, places: int, begins: datetime, tier: str) -> Answer:
        """POST /v1/events."""
        body = {
            "kind": kind, "title": name, "places": places, "begins_at": begins.isoformat(),
            "ends_at": (begins + LASTS).isoformat(), "audience": {"tier": [tier]} if tier else {},
        }  # fmt: skip
        made = self.api.post("/v1/events", body, once=f"turn-{next(self._turns)}")
        assert made.status == 201, made
        self.__dict__.setdefault("_events", {})[name] = made.json["id"]
        return Answer()

    def sign_up(self, name: str, member: str) -> Answer:
        """POST /v1/events/{id}/registrations."""
        return self._told(self.api.post(f"{self._event(name)}/registrations",
                                        {"member": self._ref(member)}))  # fmt: skip

    def crowd(self, name: str, many: int) -> Answer:
        """So many others join and sign up."""
        for number in range(1, many + 1):
            other = f"other-{number}"
            self.join(Person(name=other))
            answer = self.sign_up(name, other)
            assert answer.status == "done", answer
        return Answer()

    def give_up(self, name: str, member: str) -> Answer:
        """DELETE /v1/events/{id}/registrations/{ref}."""
        path = f"{self._event(name)}/registrations/{self._ref(member)}"
        answer = self.api.call("DELETE", path)
        return Answer() if answer.status == 204 else self._told(answer)

    def come(self, name: str, member: str) -> Answer:
        """POST /v1/events/{id}/check-ins."""
        body = {"code": self._mine(name, member)["place"]["code"]}
        return self._told(self.api.post(f"{self._event(name)}/check-ins", body))

    def place(self, name: str, member: str) -> str:
        """GET /v1/events/{id}."""
        place = self._mine(name, member)["place"]
        return str(place["status"]) if place else "none"

    def _event(self, name: str) -> str:
        return f"/v1/events/{self.__dict__['_events'][name]}"

    def _mine(self, name: str, member: str) -> dict[str, Any]:
        found: dict[str, Any] = self._read(self._event(name), f"member={self._ref(member)}")
        mine: dict[str, Any] = found["mine"]
        return mine
