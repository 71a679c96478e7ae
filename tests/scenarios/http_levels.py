"""Levels and benefits for the driver over HTTP."""

from abc import ABC, abstractmethod
from datetime import datetime
from itertools import count
from typing import Any

from tests.scenarios.words import Answer
from tests.support.api import Answer as Response
from tests.support.api import Api


class Levels(ABC):
    """What the API does about levels and benefits."""

    api: Api
    now: datetime
    _turns: "count[int]"

    @abstractmethod
    def _told(self, answer: Response) -> Answer:
        """A response as stories read it."""

    @abstractmethod
    def _read(self, path: str, query: str = "") -> dict[str, Any]:
        """What a path answers."""

    @abstractmethod
    def _ref(self, name: str) -> str:
        """How the API names a member."""

    @abstractmethod
    def _order(self, number: str) -> str:
        """How the API names an order."""

    def decide(
        self, member: str, decision: Any, level: str, until: datetime | None, adviser: str
    ) -> Answer:
        """POST /v1/members/{ref}/tiers/decisions."""
        body = {
            "decision": decision, "level": level, "actor": "staff", "reason": "a story",
            "adviser": adviser, "until": until.isoformat() if until else None,
        }  # fmt: skip
        path = f"/v1/members/{self._ref(member)}/tiers/decisions"
        return self._told(self.api.post(path, body, once=f"turn-{next(self._turns)}"))

    def enjoy(self, member: str, benefit: str, order: str) -> Answer:
        """POST /v1/members/{ref}/entitlements/{benefit}/use."""
        body = {
            "occurred_at": self.now.isoformat(), "order": self._order(order) if order else "",
        }  # fmt: skip
        answer = self._benefit(member, benefit, "use", body)
        if answer.status == 201:
            self.__dict__.setdefault("_uses", {})[member, benefit] = answer.json["use"]
        return self._told(answer)

    def forgo(self, member: str, benefit: str) -> Answer:
        """POST /v1/members/{ref}/entitlements/{benefit}/undo."""
        use = self.__dict__["_uses"][member, benefit]
        return self._told(self._benefit(member, benefit, "undo", {"use": use}))

    def _benefit(self, member: str, benefit: str, verb: str, body: dict[str, Any]) -> Response:
        path = f"/v1/members/{self._ref(member)}/entitlements/{benefit}/{verb}"
        return self.api.post(path, body, once=f"turn-{next(self._turns)}")

    def candidate(self, member: str) -> str:
        """GET /v1/members/{ref}/tiers."""
        found = self._tiers(member)["tiers"]
        return next((str(one["candidate"]) for one in found if one["candidate"]), "none")

    def adviser(self, member: str) -> str:
        """GET /v1/members/{ref}/tiers."""
        return str(self._tiers(member)["adviser"]) or "nobody"

    def keep_missing(self, member: str) -> int | None:
        """GET /v1/members/{ref}/tiers."""
        missing: int | None = self._tiers(member)["tiers"][0]["keep_missing_minor"]
        return missing

    def bought(self, member: str, sku: str) -> str:
        """GET /v1/members/{ref}/orders."""
        found = self._read(f"/v1/members/{self._ref(member)}/orders", f"sku={sku}")["data"]
        return str(found[0]["external_id"]) if found else "never"

    def _tiers(self, member: str) -> dict[str, Any]:
        return self._read(f"/v1/members/{self._ref(member)}/tiers")
