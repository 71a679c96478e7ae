"""The shop: what its program offers, and the members, orders and vouchers that requests name."""

from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any

from tests.support.api import START, Api, open_api

AT = START.isoformat()
SOON = "2026-03-10T12:00:00Z"
LATER = "2026-04-01T12:00:00Z"
# As much money as a request can say.
MOST = 10**12
PROGRAM = """\
program: corner-shop
title: Corner shop
currency: EUR
time_zone: Europe/Tallinn
points:
  point: {name: [point, points], expires: {after: 12 months, from: earned}}
earn:
  - {id: base, on: order.paid, give: {point: 1}, per: 1.00}
rewards:
  five-off: {kind: amount-off, value: 5.00, valid_for: 30 days, price: {point: 1}}
  mug: {kind: product, product: mug, price: {point: 1}, stock: 40}
  card-of-five: {kind: gift-card, value: 5.00, price: {point: 1}}
redeeming:
  hold_for: 15 minutes
  pay: {point: {worth: 0.01}}
stamp_cards:
  coffee: {title: Coffee card, stamps: 5, rewards: [{at: 5, issue: five-off}]}
stored_value:
  purse: {name: [credit, credit], cash_out_below: 10.00, gift_cards: {}, transfers: {}}
tiers:
  levels:
    - {id: basic, from: 0}
    - {id: gold, from: 100.00, by: approval}
    - {id: circle, by: invitation}
benefits:
  delivery: {title: Free delivery, value: 9.90}
households: {people: 4, children: 3}
companies: {roles: {buyer: {title: Buyer, manages: true}}}
segments:
  buyers: {where: {orders: {from: 1, within: 90 days}}}
campaigns:
  double:
    when: {dates: {from: 2026-03-01, to: 2026-03-31}}
    rules: [{id: twice, on: order.paid, multiply: 2}]
"""

Names = dict[str, Any]
"""What a request may name, in its address and in its body."""


class Shop:
    """The shop, and how it comes to have what a request names."""

    def __init__(self) -> None:
        self.api: Api = open_api(PROGRAM)
        self.now = START
        self._numbers = count(1)
        self.need("/v1/program/draft", {"text": PROGRAM}, method="PUT")
        self.need("/v1/locations", {"locations": [{"external_id": "harbour"}]}, method="PUT")

    def number(self, of: str = "n") -> str:
        """A name that nothing has yet."""
        return f"{of}{next(self._numbers)}"

    def need(self, path: str, body: Any = None, *, method: str = "POST") -> Any:
        """Make something, which is taken."""
        answer = self.api.call(method, path, body or {}, once=self.number("once"))
        assert answer.status < 300, (path, answer)
        return answer.json

    def moves_to(self, at: datetime) -> None:
        """Let time pass."""
        assert self.api.advance(at).status == 200
        self.now = at

    def member(self) -> str:
        """A member who has points, and is a candidate for a level."""
        name = self.number("m")
        self.need("/v1/members", {"external_id": name})
        self.order(f"external_id:{name}")
        return f"external_id:{name}"

    def order(self, member: str = "", *, nobody: bool = False) -> str:
        """An order of one line."""
        number = self.number("A")
        line = {"line_id": "1", "net_minor": MOST, "quantity": "999999999"}
        said = {"source": "shop", "external_id": number, "occurred_at": AT, "currency": "EUR",
                "lines": [line]}  # fmt: skip
        whose = {} if nobody else {"member": member or self.member()}
        self.need("/v1/orders", said | whose)
        return f"shop:{number}"

    def redemption(self, reward: str = "five-off", *, committed: bool = False) -> Any:
        """A redemption: of a voucher, where it is committed."""
        made = self.need("/v1/redemptions", {"member": self.member(), "reward": reward})
        return self.need(f"/v1/redemptions/{made['id']}/commit") if committed else made

    def payment(self) -> Any:
        """A part of an order that points have paid."""
        said = {"member": self.member(), "pay": {"currency": "point", "amount": 100},
                "lines": [{"net_minor": MOST}]}  # fmt: skip
        return self.need(f"/v1/redemptions/{self.need('/v1/redemptions', said)['id']}/commit")


Making = Callable[[Shop, Names], Names]
"""Makes what a call's requests name; it sees what was made up for the body."""


def of_member(shop: Shop, _said: Names) -> Names:
    """A member."""
    return {"ref": shop.member()}


def of_order(shop: Shop, _said: Names) -> Names:
    """An order."""
    return {"ref": shop.order()}


def refunded(shop: Shop, said: Names) -> Names:
    """An order, and its line."""
    back = said.get("lines", [])[:1]
    return {"ref": shop.order(), "lines": [one | {"line_id": "1"} for one in back]}


def of_card(shop: Shop, _said: Names) -> Names:
    """A plastic card."""
    made = shop.need(f"/v1/members/{shop.member()}/cards", {"kind": "plastic"})
    return {"number": made["number"]}


def of_voucher(shop: Shop, _said: Names) -> Names:
    """A voucher."""
    return {"code": shop.redemption(committed=True)["voucher"]["code"]}


def of_redemption(shop: Shop, _said: Names) -> Names:
    """A reward that is reserved."""
    return {"id": shop.redemption()["id"]}


def wanted(_shop: Shop, said: Names) -> Names:
    """A reward, or the points that pay for a part of an order."""
    if said.get("pay"):
        return {"pay": {"currency": "point", "amount": 1}}
    return {"reward": "five-off", "currency": "point", "price": 0}


def redeemed(shop: Shop, said: Names) -> Names:
    """A reward that was had; where a part is to come back, points that have paid."""
    part = {"amount", "amount_minor"} & said.keys()
    made = shop.payment() if part else shop.redemption(committed=True)
    return {"id": made["id"], "amount": 1, "amount_minor": 1}


MAKES: dict[str, Making] = {
    "/v1/members/{ref}": of_member,
    "/v1/orders/{ref}": of_order,
    "refund_order": refunded,
    "/v1/cards/{number}": of_card,
    "/v1/vouchers/{code}": of_voucher,
    "/v1/redemptions/{id}": of_redemption,
    "create_redemption": wanted,
    "roll_back_redemption": redeemed,
    "claim_order": lambda shop, _said: {"ref": shop.member(), "order": shop.order(nobody=True)},
}
