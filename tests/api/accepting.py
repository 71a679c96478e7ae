"""A shop where something of most things is there, and made-up requests led to what is there."""

from collections.abc import Callable
from itertools import count
from typing import Any

from tests.support.api import START, Api, open_api

from regulars.entrypoints.api.examples import EXAMPLES

AT = START.isoformat()
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
redeeming:
  hold_for: 15 minutes
"""
# Fields of bodies that name what must be there, and texts that are themselves a language.
NAMED = {
    "currency": "EUR", "occurred_at": AT, "reward": "five-off", "rewards": ["five-off"],
    "text": PROGRAM, "program": PROGRAM, "line_id": "1", "version": 1, "to": "2026-04-01T00:00:00Z",
    "begins_at": "2026-03-20T18:00:00Z", "ends_at": "2026-03-20T20:00:00Z",
    "email": "ana@example.com", "phone": "+3725123456", "data": EXAMPLES["put_logo"]["data"],
    "where": {"orders": {"from": 1, "within": "90 days"}},
}  # fmt: skip
# What is the one or the other in different calls.
MEANS: dict[str, dict[str, Any]] = {
    "adjust_points": {"currency": "point", "amount": 5},
    "create_activity": {"data": {}},
    "create_redemption": {"reward": "five-off"},
}
# A whole part may be left away, or be of another kind.
NOT_HERE = {
    "create_redemption": {"pay_minor", "amount_minor", "currency", "amount", "points"},
    "roll_back_redemption": {"amount_minor", "amount"},
    "add_codes": {"to", "from"},
    "preview_segment": {"title"},
    "save_segment": {"title"},
    "refund_order": {"lines"},
}
MEMBERS = {"member", "head", "by", "other"}
# What a request may leave away, and names something that few shops have.
LEFT_OUT = {
    "location", "order", "cursor", "levels", "level", "from", "to", "until", "valid_from",
    "vouchers", "codes_of", "wallet", "adviser", "accepted", "tier", "tiers", "clubs",
    "registration_from",
    "registration_until", "join_by", "pinned_until", "published_at", "admission", "code",
}  # fmt: skip
_STORED = "a program with money on account"
_SHARED = "an account that several people share"
_BENEFIT = "a program with benefits"
_CLUB = "somebody in the club, or who asked to be"
UNMADE = {
    "split_member": "a merge that can be undone", "read_phone_code": "a phone's code, which turns",
    "share_account": _SHARED, "get_account": _SHARED, "change_account": _SHARED,
    "get_member_account": _SHARED, "invite_person": _SHARED, "withdraw_invitation": _SHARED,
    "accept_invitation": _SHARED, "decline_invitation": _SHARED, "change_role": _SHARED,
    "leave_account": _SHARED, "add_child": _SHARED, "remove_child": _SHARED,
    "get_benefit": _BENEFIT, "use_benefit": _BENEFIT, "undo_benefit": _BENEFIT,
    "top_up": _STORED, "spend_value": _STORED, "pay_out": _STORED, "transfer_value": _STORED,
    "create_gift_card": _STORED, "get_gift_card": _STORED, "spend_gift_card": _STORED,
    "load_gift_card": _STORED, "block_gift_card": _STORED, "replace_gift_card": _STORED,
    "decide_tier": "a program with levels", "put_stock": "a reward with stock",
    "change_stock": "a reward with stock", "withdraw_version": "a version that is planned",
    "give_up_place": "a place at an event", "check_in": "an event's code",
    "lift_no_shows": "somebody who is barred", "change_post": "a post",
    "leave_club": _CLUB, "approve_club_member": _CLUB, "decline_club_member": _CLUB,
    "remove_club_member": _CLUB, "preview_campaign": "a program with campaigns",
    "get_campaign_results": "a program with campaigns",
}  # fmt: skip
"""Calls that need what this shop has not: their own tests hold them, and the conformance of
answers."""
ORDERS = {"get_order", "refund_order", "cancel_order"}


class Rich:
    """The shop, and what it has."""

    def __init__(self) -> None:
        self.api: Api = open_api(PROGRAM)
        self._numbers = count(1)

    def number(self, of: str = "n") -> str:
        """A name that nothing has yet."""
        return f"{of}{next(self._numbers)}"

    def need(self, path: str, body: Any) -> Any:
        """Make something, which is taken."""
        answer = self.api.post(path, body, once=self.number("once"))
        assert answer.status < 300, (path, answer)
        return answer.json

    def member(self) -> str:
        """A member who has points."""
        name = self.number("m")
        self.need("/v1/members", {"external_id": name})
        self.order(f"external_id:{name}")
        return f"external_id:{name}"

    def order(self, member: str = "", *, nobody: bool = False) -> str:
        """An order of two lines."""
        number = self.number("A")
        said = {"source": "shop", "external_id": number, "occurred_at": AT, "currency": "EUR",
                "lines": [{"line_id": "1", "net_minor": 10_000_000}]}  # fmt: skip
        whose = {} if nobody else {"member": member or self.member()}
        self.need("/v1/orders", said | whose)
        return f"shop:{number}"

    def redemption(self, *, committed: bool = False) -> Any:
        """A redemption: of a voucher, where it is committed."""
        said = {"member": self.member(), "reward": "five-off"}
        made = self.need("/v1/redemptions", said)
        done = f"/v1/redemptions/{made['id']}/commit"
        return self.need(done, {}) if committed else made

    def club(self) -> str:
        """A club."""
        said = {"key": self.number("c"), "title": "Club"}
        return str(self.need("/v1/clubs", said)["id"])

    def event(self) -> str:
        """An event to come."""
        said = {"kind": "workshop", "title": "Lamps", "places": 20,
                "begins_at": "2026-03-20T18:00:00Z", "ends_at": "2026-03-20T20:00:00Z"}  # fmt: skip
        return str(self.need("/v1/events", said)["id"])

    def card(self) -> str:
        """A plastic card."""
        made = self.need(f"/v1/members/{self.member()}/cards", {"kind": "plastic"})
        return str(made["number"])

    def segment(self, call: str) -> str:
        """A segment, or a name for one."""
        name = self.number("s")
        if call != "save_segment":
            said = {"where": NAMED["where"], "title": "Segment"}
            assert self.api.call("PUT", f"/v1/segments/{name}", said).status < 300
        return name

    def named(self, call: str, path: str, key: str) -> str:
        """What the place in a call's address may name; '' where nothing is made for it."""
        if key == "ref":
            return self.order() if call in ORDERS else self.member()
        if key == "number":
            return self.card()
        if key == "code":
            return str(self.redemption(committed=True)["voucher"]["code"])
        if key == "pool":
            return "cinema"
        if key != "id":
            return ""
        kind = path.split("/")[2]
        if kind == "redemptions":
            made = self.redemption(committed=call == "roll_back_redemption")
            return str(made["id"])
        if kind == "keys":
            said = {"kind": "device", "label": "Till", "scopes": ["orders"]}
            return str(self.need("/v1/keys", said)["id"])
        made_by: dict[str, Callable[[], str]] = {
            "clubs": self.club, "events": self.event, "rewards": lambda: "five-off",
            "segments": lambda: self.segment(call),
        }  # fmt: skip
        return made_by[kind]() if kind in made_by else ""

    def about(self, call: str, body: Any) -> Any:
        """What was made up, naming what is there."""
        if not isinstance(body, dict):
            return body
        out = LEFT_OUT - ({"to"} if call == "advance_test_clock" else set())
        out |= NOT_HERE.get(call, set())
        said = {key: value for key, value in body.items() if key not in out}
        said |= {key: NAMED[key] for key in said.keys() & NAMED.keys()}
        said |= {key: self.member() for key in said.keys() & MEMBERS}
        return said

    def body(self, call: str, body: Any) -> Any:
        """The same of a body."""
        if call == "claim_order":
            return {"order": self.order(nobody=True)}
        said = self.about(call, body)
        return said | MEANS.get(call, {}) if isinstance(said, dict) else said
