"""The catalogue: what a member pays and can have, why not, and what is left of it."""

from datetime import timedelta
from typing import Any

from tests.support.api import PROGRAM, START, Answer, Api, open_api

MORE = """\
rewards:
  five-off: {kind: amount-off, value: 5.00, valid_for: 30 days, price: {point: 100}}
  mug: {kind: product, product: mug, price: {point: 10}, stock: 2}
  tea: {kind: sample, product: tea, price: {point: 10}, limit: {times: 1, per: day}}
  trip: {kind: experience, prices: [{point: 900}, {point: 20}], tier_prices: {gold: {point: 1}}}
  trees: {kind: donation, cause: trees, value: 2.50, price: {point: 10}, cost: 2.50, budget: 5.00}
  soon: {kind: service, price: {point: 1}, on_offer: {from: 2026-04-01}}
  late: {kind: service, price: {point: 1}, on_offer: {to: 2026-02-01}}
  shut: {kind: custom, price: {point: 1}, not_on: [2026-03-01]}
  gold: {kind: early-access, price: {point: 1}, when: {tier: [gold]}}
  club: {kind: early-access, price: {point: 1}, visible: {tier: [gold]}}
  here: {kind: custom, price: {point: 1}, when: {location: [harbour]}}
  blue: {kind: custom, price: {point: 1}, when: {attribute: {color: blue}}}
  first: {kind: gift, product: cup, minimum_spend: 20.00, stock: 1}
tiers: {levels: [{id: none}, {id: gold, from: 1000}]}
"""
AT = START.isoformat()
ANA = "external_id:ana"
TEXT = (
    PROGRAM[: PROGRAM.index("rewards:")].replace(
        "  - id: visit", "  - {id: gift, on: order.paid, issue: first}\n  - id: visit"
    )
    + MORE
    + "redeeming: {hold_for: 15 minutes}\n"
)


def opened(text: str = TEXT) -> Api:
    """A shop whose member has 150 points."""
    api = open_api(text)
    api.post("/v1/orders", {
        "source": "shop", "external_id": "A1", "occurred_at": AT, "currency": "EUR",
        "total_minor": 15_000, "member": ANA,
    })  # fmt: skip
    return api


def reserve(api: Api, reward: str, **more: Any) -> Answer:
    """Ask for a reward."""
    once = more.pop("once", reward)
    return api.post("/v1/redemptions", {"member": ANA, "reward": reward, **more}, once=once)


def seen(api: Api, member: str = ANA) -> dict[str, Any]:
    """The catalogue as a member sees it, by reward."""
    found = api.get("/v1/rewards", query=f"member={member}" if member else "")
    return {one["id"]: one for one in found.json["data"]}


def test_what_a_member_pays_and_can_have() -> None:
    api = opened()
    found = seen(api)
    assert {name: one["member"].get("code", "") for name, one in found.items()} == {
        "five-off": "", "mug": "", "tea": "", "trip": "", "trees": "", "soon": "reward_not_yet",
        "late": "reward_over", "shut": "reward_not_today", "gold": "tier_needed",
        "here": "redeeming_not_here", "blue": "reward_not_for_member",
        "first": "reward_not_for_points",
    }  # fmt: skip
    assert found["trip"]["prices"] == [{"point": 900}, {"point": 20}]
    assert found["trip"]["member"] == {"price": {"point": 20}, "available": True}
    assert (found["mug"]["stock_left"], found["tea"]["stock_left"]) == (2, None)
    assert api.get("/v1/rewards/club").code == "reward_unknown"
    assert "club" not in seen(api, "")
    assert seen(api, "")["mug"]["member"] is None
    at_harbour = api.get("/v1/rewards/here", query=f"member={ANA}&location=harbour").json
    assert at_harbour["member"]["available"]


def test_each_refusal_is_said_to_members_and_to_staff() -> None:
    api = opened()
    for reward, code in (
        ("soon", "reward_not_yet"), ("late", "reward_over"), ("shut", "reward_not_today"),
        ("gold", "tier_needed"), ("here", "redeeming_not_here"), ("blue", "reward_not_for_member"),
        ("club", "reward_unknown"), ("none", "reward_unknown"),
        ("first", "reward_not_for_points"),
    ):  # fmt: skip
        answer = reserve(api, reward)
        assert answer.code == code
        assert answer.json["detail"]
        assert answer.json["staff_detail"]
    assert reserve(api, "trip", price=0).code == "balance_too_low"


def test_stock_is_taken_given_back_and_filled_up() -> None:
    api = opened()
    first, second = reserve(api, "mug", once="1").json, reserve(api, "mug", once="2").json
    assert reserve(api, "mug", once="3").code == "out_of_stock"
    assert seen(api)["mug"]["member"]["code"] == "out_of_stock"
    api.post(f"/v1/redemptions/{first['id']}/cancel")
    assert seen(api)["mug"]["stock_left"] == 1
    api.post(f"/v1/redemptions/{second['id']}/commit")
    api.post(f"/v1/redemptions/{second['id']}/rollback")
    assert seen(api)["mug"]["stock_left"] == 2
    reserve(api, "mug", once="4")
    api.advance(START + timedelta(hours=1))
    assert seen(api)["mug"]["stock_left"] == 2
    for _ in range(2):
        put = api.call("PUT", "/v1/rewards/mug/stock", {"left": 7})
        assert put.json == {"reward": "mug", "left": 7}
    assert seen(api)["mug"]["stock_left"] == 7
    wrong = api.call("PUT", "/v1/rewards/tea/stock", {"left": 7})
    assert wrong.code == "reward_has_no_stock"


def test_a_member_has_a_reward_once_a_day() -> None:
    api = opened()
    first = reserve(api, "tea", once="1").json
    assert reserve(api, "tea", once="2").code == "limit_reached"
    api.post(f"/v1/redemptions/{first['id']}/cancel")
    again = reserve(api, "tea", once="3").json
    used = api.post(f"/v1/redemptions/{again['id']}/commit").json["voucher"]
    address = f"/v1/vouchers/{used['code']}/redeem"
    assert api.post(address, {"occurred_at": AT}, once="u").status == 201
    twice = api.post(address, {"occurred_at": AT}, once="v")
    assert (twice.code, twice.json["staff_detail"]) == ("voucher_not_open", "The voucher is used.")
    api.advance(START + timedelta(days=1))
    assert reserve(api, "tea", once="4").status == 201


def test_a_donation_goes_to_its_cause_until_the_budget_is_spent() -> None:
    api = opened()
    for number in ("1", "2"):
        held = reserve(api, "trees", once=number).json
        done = api.post(f"/v1/redemptions/{held['id']}/commit").json
        assert done["worth_minor"] == 250
        assert "voucher" not in done
    assert reserve(api, "trees", once="3").code == "budget_spent"


def test_a_rule_passes_over_what_is_not_there_and_still_gives_points() -> None:
    text = TEXT.replace("  - {id: gift, on: order.paid, issue: first}\n", "")
    text = text.replace("give: {point: 1}\n", "give: {point: 1}\n    issue: first\n")
    api = opened(text)
    order = {"source": "shop", "external_id": "A2", "occurred_at": AT, "currency": "EUR",
             "total_minor": 1000, "member": ANA}  # fmt: skip
    found = api.post("/v1/orders", order).json["effects"]
    assert sorted(one["type"] for one in found) == ["points.earned", "rule.passed"]
    passed = next(one for one in found if one["type"] == "rule.passed")
    assert passed["reason"]["code"] == "reward.out_of_stock"
    # The order that had it comes back, and the gift with it.
    api.post("/v1/orders/shop:A1/refunds", {"external_id": "r", "occurred_at": AT})
    found = api.post("/v1/orders", order | {"external_id": "A3"}).json["effects"]
    assert sorted(one["type"] for one in found) == ["points.earned", "voucher.issued"]
