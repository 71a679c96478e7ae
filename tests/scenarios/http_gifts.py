"""Gift cards for the driver over HTTP: what is known of a card is its code, and its id."""

from typing import Any

from tests.scenarios.http_together import Together
from tests.scenarios.words import Answer

LOST = {"reason": "a story"}


class WithGifts(Together):
    """What the API does about gift cards."""

    def buy_card(
        self, name: str, amount_minor: int, buyer: str, receiver: str, order: str
    ) -> Answer:
        """POST /v1/gift-cards."""
        body = {
            "amount_minor": amount_minor, "payment": f"payment-{name}",
            "buyer": self._ref(buyer) if buyer else "",
            "receiver": self._ref(receiver) if receiver else "",
            "order": self._order(order) if order else "",
        }  # fmt: skip
        answer = self.api.post("/v1/gift-cards", body)
        if answer.status == 201:
            self._cards()[name] = answer.json
        return self._told(answer)

    def pay_by_card(self, name: str, amount_minor: int, order: str, location: str) -> Answer:
        """POST /v1/gift-cards/{code}/spends."""
        body = {
            "amount_minor": amount_minor, "location": location,
            "order": self._order(order) if order else "",
        }  # fmt: skip
        return self._of_card(name, "spends", body)

    def load_card(self, name: str, member: str) -> Answer:
        """POST /v1/gift-cards/{code}/load."""
        return self._of_card(name, "load", {"member": self._ref(member)})

    def block_card(self, name: str) -> Answer:
        """POST /v1/gift-cards/{code}/block."""
        return self._of_card(name, "block", LOST)

    def replace_card(self, name: str) -> Answer:
        """POST /v1/gift-cards/{code}/replace."""
        card = self._cards()[name]
        path = f"/v1/gift-cards/{card['code']}/replace"
        said = LOST | {"hint": card["hint"]}
        answer = self.api.post(path, said, once=f"turn-{next(self._turns)}")
        if answer.status == 201:
            self._cards()[name] = answer.json
        return self._told(answer)

    def on_card(self, name: str) -> int:
        """GET /v1/gift-cards/{id}."""
        return int(self._read(f"/v1/gift-cards/{self._cards()[name]['id']}")["balance_minor"])

    def _of_card(self, name: str, verb: str, body: dict[str, Any]) -> Answer:
        path = f"/v1/gift-cards/{self._cards()[name]['code']}/{verb}"
        return self._told(self.api.post(path, body, once=f"turn-{next(self._turns)}"))

    def _cards(self) -> dict[str, dict[str, Any]]:
        cards: dict[str, dict[str, Any]] = self.__dict__.setdefault("_gift_cards", {})
        return cards
