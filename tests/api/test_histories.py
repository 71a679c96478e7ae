"""Random histories through HTTP: whatever is told, in whatever order, the ledger proves itself.

The same kinds of steps as `tests/flows/test_histories.py` plays below the door; here they pass it,
each call in its own committed transaction, as shops and tills make them.
"""

import os
from datetime import datetime, timedelta
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings
from tests.builders.counter import PROGRAM
from tests.support.api import START, Answer, Api, open_api

from regulars.flows.verify import verify
from regulars.kit.pg.django import transact

EXAMPLES = 500 if os.environ.get("REGULARS_SIZES") == "full" else 15
MEMBERS = ("email:ann@example.com", "external_id:7", None)

numbers = st.integers(0, 4).map(str)
amounts = st.integers(0, 130_000)
members = st.sampled_from(MEMBERS)
steps = st.one_of(
    st.tuples(st.just("order"), numbers, amounts, members, st.integers(0, 60)),
    st.tuples(st.just("refund"), numbers, st.none() | amounts, numbers),
    st.tuples(st.just("cancel"), numbers),
    st.tuples(st.just("join"), numbers),
    st.tuples(st.just("claim"), numbers),
    st.tuples(st.just("reserve"), numbers),
    st.tuples(st.just("follow"), st.sampled_from(("commit", "cancel", "rollback"))),
    st.tuples(st.just("use"), amounts, numbers),
    st.tuples(st.just("adjust"), st.integers(-200, 200), numbers),
    st.tuples(st.just("visit"), numbers),
    st.tuples(st.just("later"), st.integers(1, 200)),
)


class Till:
    """Tells steps to the API and remembers what it was answered."""

    def __init__(self, api: Api) -> None:
        self.api, self.now = api, START
        self.redemption = self.code = ""

    def tell(self, step: tuple[Any, ...]) -> None:
        name, *rest = step
        answer: Answer | None = getattr(self, name)(*rest)
        if answer is None:
            return
        assert answer.status < 500, answer
        if isinstance(answer.json, dict) and answer.status < 300:
            for effect in answer.json.get("effects", ()):
                self.code = effect.get("voucher") or self.code

    def order(self, number: str, minor: int, member: str | None, days_ago: int) -> Answer:
        at: datetime = self.now - timedelta(days=days_ago)
        body = {
            "source": "till", "external_id": number, "occurred_at": at.isoformat(),
            "currency": "EUR", "total_minor": minor, "member": member,
        }  # fmt: skip
        return self.api.post("/v1/orders", body)

    def refund(self, number: str, minor: int | None, name: str) -> Answer:
        body = {"external_id": name, "occurred_at": self.now.isoformat(), "amount_minor": minor}
        return self.api.post(f"/v1/orders/till:{number}/refunds", body)

    def cancel(self, number: str) -> Answer:
        body = {"occurred_at": self.now.isoformat()}
        return self.api.post(f"/v1/orders/till:{number}/cancel", body)

    def join(self, number: str) -> Answer:
        body = {"email": "ann@example.com", "name": f"Ann {number}"}
        return self.api.post("/v1/members", body, once=f"join-{number}")

    def claim(self, number: str) -> Answer:
        body = {"order": f"till:{number}"}
        path = "/v1/members/email:ann@example.com/claims"
        return self.api.post(path, body, once=f"claim-{number}")

    def reserve(self, key: str) -> Answer:
        body = {"member": "email:ann@example.com", "reward": "five"}
        answer = self.api.post("/v1/redemptions", body, once=f"reserve-{key}")
        if answer.status < 300:
            self.redemption = answer.json["id"]
        return answer

    def follow(self, verb: str) -> Answer | None:
        if not self.redemption:
            return None
        return self.api.post(f"/v1/redemptions/{self.redemption}/{verb}", {})

    def use(self, minor: int, key: str) -> Answer | None:
        if not self.code:
            return None
        body = {
            "occurred_at": self.now.isoformat(), "order": "till:1",
            "lines": [{"net_minor": minor, "sku": "coffee"}],
        }  # fmt: skip
        return self.api.post(f"/v1/vouchers/{self.code}/redeem", body, once=f"use-{key}")

    def adjust(self, amount: int, key: str) -> Answer:
        body = {"currency": "point", "amount": amount, "reason": "a mistake", "actor": "staff"}
        path = "/v1/members/email:ann@example.com/adjustments"
        return self.api.post(path, body, once=f"adjust-{key}")

    def visit(self, number: str) -> Answer:
        body = {
            "type": "shop.visited", "member": "email:ann@example.com", "external_id": number,
            "occurred_at": self.now.isoformat(),
        }  # fmt: skip
        return self.api.post("/v1/activities", body)

    def later(self, days: int) -> Answer:
        self.now += timedelta(days=days)
        return self.api.advance(self.now)


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(history=st.lists(steps, min_size=4, max_size=16))
def test_any_history_proves_itself(history: list[tuple[Any, ...]]) -> None:
    till = Till(open_api(PROGRAM))
    for step in history:
        till.tell(step)
    assert transact(lambda conn: list(verify(conn, till.api.program_id))) == []
