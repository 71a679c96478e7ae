"""Lives stories through the API, with a test key and the test clock, as a shop's own program would.

Somebody who has not joined goes by the name that the story calls them, as external_id.
"""

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any

from tests.scenarios.http_carried import WithCards
from tests.scenarios.words import Answer, Item, Person, Purchase, Scalar
from tests.support.api import Answer as Response
from tests.support.api import Api, open_api

SOURCE = "shop"


class HttpDriver(WithCards):
    """A shop behind the API."""

    api: Api
    now: datetime
    currency: str

    def begin(self, program: str, at: datetime) -> None:
        """Will open a shop whose clock stands at an instant, and publish the program."""
        self.api, self.now = open_api(program, at), at
        self.currency = next(
            line.split()[1] for line in program.splitlines() if line.startswith("currency:")
        )
        self._turns = count(1)
        self._members: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        self._redemptions: dict[str, str] = {}
        self._vouchers: dict[str, int] = {}

    def advance(self, to: datetime) -> None:
        """Will move the test clock."""
        if to > self.now:
            answer = self.api.advance(to)
            assert answer.status == 200, answer
            self.now = to

    def location(self, name: str, attributes: Mapping[str, Scalar]) -> None:
        """POST /v1/locations."""
        said = {"external_id": name, "name": name, "attributes": dict(attributes)}
        assert self.api.call("PUT", "/v1/locations", {"locations": [said]}).status == 200

    def join(self, person: Person) -> Answer:
        """POST /v1/members."""
        said: dict[str, Any] = {
            "external_id": person.name, "way": person.way, "attributes": person.attributes,
        }  # fmt: skip
        said |= {"email": person.email} if person.email else {}
        said |= {"phone": person.phone} if person.phone else {}
        said |= {"birth_date": person.born.isoformat()} if person.born else {}
        answer = self._told(self.api.post("/v1/members", said))
        if answer.member:
            self._members[person.name] = answer.member
        return answer

    def order(self, purchase: Purchase) -> Answer:
        """POST /v1/orders."""
        self._sources[purchase.number] = purchase.source
        body = {
            "source": purchase.source, "external_id": purchase.number,
            "occurred_at": (purchase.occurred_at or self.now).isoformat(),
            "currency": self.currency, "lines": _lines(purchase.items),
            "member": self._ref(purchase.member),
            "payment_method": purchase.payment_method, "location": purchase.location,
            "channel": purchase.channel,
        }  # fmt: skip
        return self._told(self.api.post("/v1/orders", body))

    def refund(self, number: str, amount_minor: int | None, line: str) -> Answer:
        """POST /v1/orders/{ref}/refunds."""
        body: dict[str, Any] = {
            "external_id": f"refund-{next(self._turns)}", "occurred_at": self.now.isoformat(),
        }  # fmt: skip
        body |= {"amount_minor": amount_minor} if amount_minor is not None else {}
        body |= {"lines": [{"line_id": line}]} if line else {}
        return self._told(self.api.post(f"/v1/orders/{self._order(number)}/refunds", body))

    def cancel(self, number: str) -> Answer:
        """POST /v1/orders/{ref}/cancel."""
        body = {"occurred_at": self.now.isoformat()}
        return self._told(self.api.post(f"/v1/orders/{self._order(number)}/cancel", body))

    def activity(self, member: str, kind: str, data: Mapping[str, Scalar], key: str) -> Answer:
        """POST /v1/activities."""
        body = {
            "type": kind, "member": self._ref(member), "external_id": key,
            "occurred_at": self.now.isoformat(), "data": dict(data),
        }  # fmt: skip
        return self._told(self.api.post("/v1/activities", body))

    def codes(self, pool: str, codes: tuple[str, ...]) -> None:
        """POST /v1/codes."""
        answer = self.api.post("/v1/codes", {"pool": pool, "codes": codes})
        assert answer.json == {"added": len(codes)}, answer

    def code(self, member: str, code: str) -> Answer:
        """A code that is typed in is an activity; every try is one of its own."""
        return self.activity(member, "code.redeemed", {"code": code}, f"try-{next(self._turns)}")

    def reserve(self, name: str, member: str, reward: str, location: str) -> Answer:
        """POST /v1/redemptions."""
        body = {"member": self._ref(member), "reward": reward, "location": location}
        answer = self.api.post("/v1/redemptions", body, once=f"turn-{next(self._turns)}")
        if answer.status == 201:
            self._redemptions[name] = answer.json["id"]
        return self._told(answer)

    def commit(self, name: str, order: str) -> Answer:
        """POST /v1/redemptions/{id}/commit."""
        return self._change(name, "commit", {"order": self._order(order)} if order else {})

    def release(self, name: str) -> Answer:
        """POST /v1/redemptions/{id}/cancel."""
        return self._change(name, "cancel", {})

    def roll_back(self, name: str) -> Answer:
        """POST /v1/redemptions/{id}/rollback."""
        return self._change(name, "rollback", {})

    def _change(self, name: str, verb: str, body: dict[str, str]) -> Answer:
        return self._told(self.api.post(f"/v1/redemptions/{self._redemptions[name]}/{verb}", body))

    def use(
        self, member: str, reward: str, items: tuple[Item, ...], order: str, location: str
    ) -> Answer:
        """POST /v1/vouchers/{code}/redeem, with the oldest open voucher or else the newest one."""
        mine = [one for one in self._held(member) if one["reward"] == reward]
        chosen = next((one for one in mine if one["status"] == "open"), mine[-1])
        body = {
            "occurred_at": self.now.isoformat(), "lines": _lines(items), "location": location,
            "order": self._order(order) if order else "",
        }  # fmt: skip
        path = f"/v1/vouchers/{chosen['code']}/redeem"
        return self._told(self.api.post(path, body, once=f"turn-{next(self._turns)}"))

    def adjust(self, member: str, currency: str, amount: int) -> Answer:
        """POST /v1/members/{ref}/adjustments."""
        body = {"currency": currency, "amount": amount, "reason": "a story", "actor": "staff"}
        path = f"/v1/members/{self._ref(member)}/adjustments"
        return self._told(self.api.post(path, body, once=f"turn-{next(self._turns)}"))

    def saved(self, member: str) -> int:
        """What the ledger says that vouchers and points saved in all."""
        return int(self._read(f"/v1/members/{self._ref(member)}/balances")["saved_minor"])

    def pots(self, member: str, currency: str) -> Mapping[str, int]:
        """GET /v1/members/{ref}/balances."""
        found = self._read(f"/v1/members/{self._ref(member)}/balances")["balances"]
        held = next((one for one in found if one["currency"] == currency), None)
        if held is None:
            return {}
        return {
            "available": held["available"], "pending": held["pending"],
            "reserved": held["reserved"], "deficit": -held["deficit"],
            "reversed": held["taken_back"], "expired": held["expired"],
            "redeemed": held["redeemed"],
        }  # fmt: skip

    def top_up(self, member: str, amount_minor: int, payment: str) -> Answer:
        """POST /v1/members/{ref}/stored-value/top-ups."""
        body = {"amount_minor": amount_minor, "payment": payment}
        path = f"/v1/members/{self._ref(member)}/stored-value/top-ups"
        return self._told(self.api.post(path, body))

    def pay(self, member: str, amount_minor: int, order: str, location: str) -> Answer:
        """POST /v1/members/{ref}/stored-value/spends."""
        body = {
            "amount_minor": amount_minor, "location": location,
            "order": self._order(order) if order else "",
        }  # fmt: skip
        path = f"/v1/members/{self._ref(member)}/stored-value/spends"
        return self._told(self.api.post(path, body, once=f"turn-{next(self._turns)}"))

    def card(self, member: str, currency: str) -> tuple[int, int]:
        """GET /v1/members/{ref}/stamp-cards."""
        for one in self._read(f"/v1/members/{self._ref(member)}/stamp-cards")["data"]:
            if one["currency"] == currency:
                return one["filled"], one["stamps"]
        return 0, 0

    def tier(self, member: str) -> str:
        """GET /v1/members/{ref}/progress."""
        tier = self._read(f"/v1/members/{self._ref(member)}/progress")["tier"]
        return tier["level"] if tier else ""

    def level(self, member: str) -> str:
        """GET /v1/members/{ref}/progress."""
        points = self._read(f"/v1/members/{self._ref(member)}/progress")["points"]
        return next((one["level"] for one in points if one["level"]), "none")

    def vouchers(self, member: str) -> Mapping[int, tuple[str, str]]:
        """GET /v1/members/{ref}/vouchers."""
        return {
            self._vouchers.setdefault(one["id"], len(self._vouchers)): (
                one["reward"], one["status"],
            )
            for one in self._held(member)
        }  # fmt: skip

    def notices(self, member: str) -> tuple[str, ...]:
        """GET /v1/members/{ref}/notices."""
        return tuple(one["trigger"] for one in self._pages(member, "notices"))

    def entitlement(self, member: str, benefit: str) -> Answer:
        """GET /v1/benefits/{id}."""
        query = f"member={self._ref(member)}" if self.knows(member) else ""
        answer = self.api.get(f"/v1/benefits/{benefit}", query)
        if answer.status == 200 and not answer.json["allowed"]:
            found = answer.json
            return Answer(status="refused", code=found["code"], params=found["params"])
        return self._told(answer)

    def knows(self, member: str) -> bool:
        """GET /v1/members/{ref}."""
        return self.api.get(f"/v1/members/{self._ref(member)}").status == 200

    def _held(self, member: str) -> list[dict[str, Any]]:
        """All vouchers, the oldest first."""
        return self._pages(member, "vouchers")[::-1]

    def _pages(self, member: str, what: str) -> list[dict[str, Any]]:
        found, cursor = list[dict[str, Any]](), ""
        while True:
            path = f"/v1/members/{self._ref(member)}/{what}"
            page = self._read(path, f"limit=200&cursor={cursor}")
            found += page["data"]
            cursor = page["next_cursor"]
            if cursor is None:
                return found

    def _read(self, path: str, query: str = "") -> dict[str, Any]:
        answer = self.api.get(path, query)
        assert answer.status == 200, answer
        body: dict[str, Any] = answer.json
        return body

    def _ref(self, name: str) -> str:
        """Who joined is known by id: a second name for one person leads to the same. Who comes with
        a card is whoever its number leads to."""
        if name.startswith("card:"):
            return f"card:{self._number(name.removeprefix('card:'))}"
        return self._members.get(name, f"external_id:{name}")

    def _order(self, number: str) -> str:
        return f"{self._sources.get(number, SOURCE)}:{number}"

    def _told(self, answer: Response) -> Answer:
        body = answer.json
        if answer.status >= 400:
            assert answer.status < 500, answer
            return Answer(status="refused", code=body["code"], params=body["params"])
        earned: dict[str, int] = {}
        effects = body.get("effects", ())
        for one in effects:
            if one["type"] == "points.earned":
                earned[one["currency"]] = earned.get(one["currency"], 0) + one["amount"]
        repeated = body.get("status") == "repeated" or body.get("repeated", False)
        is_member = body.get("id", "").startswith("mem_")
        return Answer(
            status="exists" if repeated or (is_member and answer.status == 200) else "done",
            earned=earned, member=body["id"] if is_member else "",
            saved_minor=sum(one.get("saved_minor", 0) for one in effects),
        )  # fmt: skip


def _lines(items: tuple[Item, ...]) -> list[dict[str, Any]]:
    return [
        {
            "line_id": one.sku, "sku": one.sku, "product": one.sku, "quantity": str(one.quantity),
            "categories": [one.category] if one.category else [], "net_minor": one.net_minor,
        }
        for one in items
    ]  # fmt: skip
