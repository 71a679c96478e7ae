"""Households and companies for the driver over HTTP."""

from itertools import count

from tests.scenarios.http_places import AtEvents
from tests.scenarios.words import Answer


class Together(AtEvents):
    """What the API does about accounts that several people share."""

    _turns: "count[int]"

    def found(self, kind: str, name: str, head: str) -> Answer:
        """POST /v1/accounts."""
        body = {"kind": kind, "head": self._ref(head), "name": name}
        made = self.api.post("/v1/accounts", body, once=f"turn-{next(self._turns)}")
        if made.status == 201:
            self.__dict__.setdefault("_accounts", {})[name] = made.json["id"]
            return Answer()
        return self._told(made)

    def invite(self, name: str, member: str, role: str) -> Answer:
        """POST /v1/accounts/{id}/invitations."""
        made = self.api.post(f"{self._account(name)}/invitations", {"role": role})
        if made.status == 201:
            self.__dict__.setdefault("_invitations", {})[member] = made.json["code"]
            return Answer()
        return self._told(made)

    def accept(self, member: str) -> Answer:
        """POST /v1/invitations/accept."""
        body = {"code": self.__dict__["_invitations"][member], "member": self._ref(member)}
        done = self.api.post("/v1/invitations/accept", body)
        return Answer() if done.status == 200 else self._told(done)

    def become(self, name: str, member: str, role: str) -> Answer:
        """PATCH /v1/accounts/{id}/people/{ref}."""
        path = f"{self._account(name)}/people/{self._ref(member)}"
        done = self.api.call("PATCH", path, {"role": role})
        return Answer() if done.status == 200 else self._told(done)

    def part(self, name: str, member: str) -> Answer:
        """DELETE /v1/accounts/{id}/people/{ref}."""
        path = f"{self._account(name)}/people/{self._ref(member)}"
        done = self.api.call("DELETE", path)
        return Answer() if done.status == 201 else self._told(done)

    def child(self, name: str, child: str) -> Answer:
        """POST /v1/accounts/{id}/children."""
        done = self.api.post(f"{self._account(name)}/children", {"name": child})
        return Answer() if done.status == 201 else self._told(done)

    def _account(self, name: str) -> str:
        return f"/v1/accounts/{self.__dict__['_accounts'][name]}"
