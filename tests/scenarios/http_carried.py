"""Members' cards for the driver over HTTP: what is known of a card is its number."""

from tests.scenarios.http_gifts import WithGifts
from tests.scenarios.words import Answer
from tests.support.api import Answer as Response

LOST = {"reason": "lost"}


class WithCards(WithGifts):
    """What the API does about cards that members carry."""

    def give_card(self, name: str, member: str) -> Answer:
        """POST /v1/members/{ref}/cards."""
        path = f"/v1/members/{self._ref(member)}/cards"
        return self._kept(name, self.api.post(path, {}, once=f"turn-{next(self._turns)}"))

    def stop_card(self, name: str) -> Answer:
        """POST /v1/cards/{number}/block."""
        return self._told(self.api.post(f"/v1/cards/{self._number(name)}/block", LOST))

    def free_card(self, name: str) -> Answer:
        """POST /v1/cards/{number}/unblock."""
        return self._told(self.api.post(f"/v1/cards/{self._number(name)}/unblock"))

    def new_card(self, name: str, old: str) -> Answer:
        """POST /v1/cards/{number}/replace."""
        answer = self.api.post(f"/v1/cards/{self._number(old)}/replace", LOST)
        return self._kept(name, answer)

    def _kept(self, name: str, answer: Response) -> Answer:
        if answer.status == 201:
            self.__dict__.setdefault("_carried", {})[name] = answer.json["number"]
        return self._told(answer)

    def _number(self, name: str) -> str:
        return str(self.__dict__["_carried"][name])
