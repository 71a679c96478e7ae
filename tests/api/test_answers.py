"""Each documented answer: events early, late, twice, changed, claimed, refunded."""

from datetime import timedelta
from typing import Any

import pytest
from tests.support.api import PROGRAM, START, Answer, Api, open_api

AT = START.isoformat()


def order(number: str, minor: int = 10_000, **said: Any) -> dict[str, Any]:
    """An order's body."""
    return {"source": "shop", "external_id": number, "occurred_at": AT, "currency": "EUR",
            "total_minor": minor, "member": "external_id:ana"} | said  # fmt: skip


def refund(api: Api, number: str, name: str, **said: Any) -> Answer:
    """Send a refund."""
    body = {"external_id": name, "occurred_at": AT} | said
    return api.post(f"/v1/orders/shop:{number}/refunds", body)


def amounts(answer: Answer) -> list[tuple[str, int]]:
    """Type and amount of every effect that moved points."""
    return [(one["type"], one["amount"]) for one in answer.json["effects"] if "amount" in one]


def test_an_order_before_its_member_waits_at_the_name_that_it_gave() -> None:
    api = open_api(PROGRAM + "joining: {at_first_order: false}\n")
    assert api.post("/v1/orders", order("A1")).status == 201
    assert api.get("/v1/members/external_id:ana").code == "member_unknown"
    assert api.post("/v1/members", {"external_id": "ana"}).status == 201
    assert api.available("external_id:ana") == 100


def test_a_refund_before_its_order_is_parked_and_applied_with_it(api: Api) -> None:
    parked = refund(api, "A1", "R1", amount_minor=4_000)
    assert (parked.status, parked.json["status"]) == (202, "parked")
    assert refund(api, "A1", "R1", amount_minor=4_000).status == 202
    assert refund(api, "A1", "R1", amount_minor=5_000).code == "exists_with_different_content"
    assert api.post("/v1/orders", order("A1")).status == 201
    assert api.available("external_id:ana") == 60
    assert refund(api, "A1", "R1", amount_minor=4_000).json["status"] == "repeated"
    assert api.available("external_id:ana") == 60


def test_a_refund_is_of_lines_or_of_an_amount(api: Api) -> None:
    assert api.post("/v1/orders", order("A1")).status == 201
    lines = [{"line_id": "total", "amount_minor": 1_000}]
    both = refund(api, "A1", "R1", lines=lines, amount_minor=4_000)
    assert both.code == "body_invalid"
    assert "one of the two" in both.json["detail"]
    assert api.available("external_id:ana") == 100
    assert refund(api, "A1", "R1", lines=lines).status == 201
    assert api.available("external_id:ana") == 90


def test_the_same_order_changed_is_refused(api: Api) -> None:
    first = api.post("/v1/orders", order("A1"))
    api.post("/v1/orders", order("A2", 5_000))
    refund(api, "A1", "R1")
    changed = api.post("/v1/orders", order("A1", 999))
    assert (changed.status, changed.code) == (422, "exists_with_different_content")
    again = api.post("/v1/orders", order("A1"))
    assert (again.status, again.json["effects"]) == (200, first.json["effects"])


def test_a_cancelled_order_is_void_once(api: Api) -> None:
    api.post("/v1/orders", order("A1"))
    void = api.post("/v1/orders/shop:A1/cancel", {"occurred_at": AT})
    assert (void.status, amounts(void)) == (201, [("points.clawed_back", -100)])
    assert api.post("/v1/orders/shop:A1/cancel", {"occurred_at": AT}).json["status"] == "repeated"
    assert refund(api, "A1", "R1", amount_minor=1).code in (
        "order_already_cancelled", "refund_exceeds_order"
    )  # fmt: skip
    assert api.available("external_id:ana") == 0


def test_events_out_of_order_count_for_when_they_happened(api: Api) -> None:
    api.post("/v1/orders", order("A1"))
    late = (START - timedelta(days=30)).isoformat()
    assert api.post("/v1/orders", order("A0", occurred_at=late)).status == 201
    lapses = api.get("/v1/members/external_id:ana/balances").json["balances"][0]["lapses"]
    assert [one["amount"] for one in lapses] == [100, 100]


def test_a_guest_s_order_is_claimed_and_refunded_after_that(api: Api) -> None:
    assert api.post("/v1/orders", order("G1", member=None)).status == 201
    api.post("/v1/members", {"external_id": "ana"})
    api.post("/v1/members", {"external_id": "ben"})
    claim = {"order": "shop:G1"}
    done = api.post("/v1/members/external_id:ana/claims", claim)
    assert (done.status, done.json["status"]) == (201, "created")
    assert api.post("/v1/members/external_id:ana/claims", claim).status == 200
    assert api.post("/v1/members/external_id:ben/claims", claim).code == "order_of_another_member"
    assert api.post("/v1/members/external_id:ben/claims", {"order": "shop:none"}).code == (
        "order_unknown"
    )
    assert api.available("external_id:ana") == 100
    assert amounts(refund(api, "G1", "R1", amount_minor=3_000)) == [("points.clawed_back", -30)]
    assert api.available("external_id:ana") == 70


@pytest.mark.parametrize(
    ("policy", "available", "deficit"),
    [("negative", 0, 50), ("within-balance", 0, 0), ("pending-only", 50, 0)],
)
def test_what_a_refund_may_take_back(policy: str, available: int, deficit: int) -> None:
    api = open_api(PROGRAM + f"clawback: {policy}\n")
    lines = [{"line_id": "tea", "net_minor": 10_000}, {"line_id": "cup", "net_minor": 5_000}]
    api.post("/v1/orders", order("A1", None, lines=lines))
    held = api.post(
        "/v1/redemptions", {"member": "external_id:ana", "reward": "five-off"}, once="1"
    )
    api.post(f"/v1/redemptions/{held.json['id']}/commit")
    back = refund(api, "A1", "R1", lines=[{"line_id": "tea"}])
    assert back.status == 201
    found = api.get("/v1/members/external_id:ana/balances").json["balances"][0]
    assert (found["available"], found["deficit"]) == (available, deficit)
    assert refund(api, "A1", "R2", lines=[{"line_id": "tea"}]).code == "refund_exceeds_order"
    assert refund(api, "A1", "R3", lines=[{"line_id": "hat"}]).code == "refund_line_unknown"
    assert refund(api, "A1", "R4", amount_minor=5_001).code == "refund_exceeds_order"


def test_a_redemption_in_two_phases(api: Api) -> None:
    api.post("/v1/orders", order("A1", 50_000))
    body = {"member": "external_id:ana", "reward": "five-off"}
    assert api.post("/v1/redemptions", body).code == "idempotency_key_needed"
    held = api.post("/v1/redemptions", body, once="one")
    assert api.post("/v1/redemptions", body, once='"one"').json["id"] == held.json["id"]
    changed = api.post("/v1/redemptions", body | {"hold_seconds": 5}, once="one")
    assert changed.code == "exists_with_different_content"
    assert api.available("external_id:ana") == 400
    free = api.post(f"/v1/redemptions/{held.json['id']}/cancel")
    assert (free.json["status"], api.available("external_id:ana")) == ("cancelled", 500)
    assert api.post(f"/v1/redemptions/{held.json['id']}/commit").code == "redemption_not_reserved"

    lapsing = api.post("/v1/redemptions", body, once="two").json["id"]
    api.advance(START + timedelta(minutes=14))
    assert api.get(f"/v1/redemptions/{lapsing}").json["status"] == "reserved"
    api.advance(START + timedelta(minutes=15))
    assert api.get(f"/v1/redemptions/{lapsing}").json["status"] == "expired"
    assert api.post(f"/v1/redemptions/{lapsing}/commit").code == "redemption_not_reserved"
    assert api.post(f"/v1/redemptions/{lapsing}/rollback").code == "redemption_not_committed"
    assert api.available("external_id:ana") == 500

    spent = api.post("/v1/redemptions", body, once="three").json["id"]
    committed = api.post(f"/v1/redemptions/{spent}/commit")
    again = api.post(f"/v1/redemptions/{spent}/commit")
    assert again.json == committed.json | {"repeated": True}
    undone = api.post(f"/v1/redemptions/{spent}/rollback")
    assert (undone.json["status"], undone.json["voucher"]["status"]) == ("rolled_back", "revoked")
    assert api.available("external_id:ana") == 500


def test_points_by_hand_need_a_reason_and_an_actor(api: Api) -> None:
    api.post("/v1/members", {"external_id": "ana"})
    path = "/v1/members/external_id:ana/adjustments"
    said = {"currency": "point", "amount": 30, "reason": "late parcel", "actor": "mari"}
    assert api.post(path, {"currency": "point", "amount": 30}, once="1").code == "body_invalid"
    assert api.post(path, said).code == "idempotency_key_needed"
    assert api.post(path, said, once="1").status == 201
    assert api.post(path, said, once="1").status == 200
    assert api.post(path, said | {"amount": -31}, once="2").code == "balance_too_low"
    assert api.post(path, said | {"currency": "gold"}, once="3").code == "currency_unknown"
    entry = api.get("/v1/members/external_id:ana/transactions").json["data"][0]
    assert (entry["note"], entry["effect"]["amount"]) == ("late parcel (mari)", 30)
    assert entry["actor"] != "mari"  # a name can be erased from the note, never from the entry
    assert api.available("external_id:ana") == 30


def test_who_was_erased_is_nobody(api: Api) -> None:
    gone = api.post("/v1/members", {"external_id": "ana"}).json["id"]
    api.post("/v1/orders", order("A1"))
    assert api.call("DELETE", f"/v1/members/{gone}").status == 204
    assert api.call("DELETE", f"/v1/members/{gone}").code == "member_unknown"
    refused = api.post("/v1/orders", order("A2", member=gone))
    assert (refused.code, refused.json["params"]) == ("member_unknown", {"ref": gone})
    assert api.post("/v1/quotes", order("A3", member=gone)).code == "member_unknown"
    assert api.post("/v1/orders", order("A1")).json["status"] == "repeated"
    assert refund(api, "A1", "R1").status == 201
    back = api.post("/v1/members", {"external_id": "ana"})
    assert (back.status, back.json["id"] == gone) == (201, False)
    assert api.available("external_id:ana") == 0


def test_a_quote_changes_nothing(api: Api) -> None:
    api.post("/v1/orders", order("A1", 15_000))
    asked = api.post("/v1/quotes", order("A2", 5_000))
    assert (asked.status, amounts(asked)) == (200, [("points.earned", 50)])
    assert asked.json["offers"][0] == {
        "reward": "five-off", "currency": "point", "price": 100, "missing": 0
    }  # fmt: skip
    assert api.available("external_id:ana") == 150
    assert api.get("/v1/orders/shop:A2").code == "order_unknown"


def test_benefits_say_what_is_missing() -> None:
    api = open_api(
        PROGRAM
        + "tiers: {levels: [{id: basic}, {id: gold, from: 500.00}]}\n"
        + "benefits: {lounge: {title: The lounge, when: {tier: [gold]}}}\n"
    )
    stranger = api.get("/v1/benefits/lounge").json
    assert (stranger["allowed"], stranger["code"]) == (False, "members_only")
    api.post("/v1/orders", order("A1", 20_000))
    soon = api.get("/v1/benefits/lounge", "member=external_id:ana").json
    assert (soon["code"], soon["params"]) == (
        "tier_needed", {"tier": "gold", "missing_minor": 30_000}
    )  # fmt: skip
    assert "30000" in soon["text"]
    api.post("/v1/orders", order("A2", 30_000))
    assert api.get("/v1/members/external_id:ana/entitlements").json["data"][0]["allowed"] is True
    assert api.get("/v1/members/external_id:ana/progress").json["tier"]["level"] == "gold"
    assert api.get("/v1/benefits/garden").code == "benefit_unknown"


def test_a_member_leaves_comes_back_and_turns_out_to_be_another_one(api: Api) -> None:
    for name in ("ana", "anna"):
        api.post("/v1/members", {"external_id": name})
        api.post("/v1/orders", order(f"of-{name}", member=f"external_id:{name}"))
    assert api.post("/v1/members/external_id:ana/close").status == 201
    assert api.post("/v1/members/external_id:ana/close").status == 200
    assert api.get("/v1/members/external_id:ana").json["closed_at"] is not None
    other = {"other": "external_id:ana"}
    assert api.post("/v1/members/external_id:anna/merge", other).code == "account_closed"
    assert api.post("/v1/members", {"external_id": "ana"}).json["closed_at"] is None
    assert api.post("/v1/members/external_id:anna/merge", other).status == 201
    assert api.post("/v1/members/external_id:anna/merge", other).code == "member_merges_itself"
    assert api.available("external_id:ana") == api.available("external_id:anna") == 100
    (merge,) = api.get("/v1/members/external_id:anna/merges").json["items"]
    assert merge["can_be_undone_until"] is not None
    split = "/v1/members/external_id:anna/split"
    assert api.post(split, {"merge": "mrg_none"}).code == "merge_unknown"
    assert api.post(split, {"merge": merge["id"]}).status == 201
    assert api.post(split).status == 200
    assert api.available("external_id:ana") + api.available("external_id:anna") == 100
    assert api.get("/v1/members/external_id:ana").json["id"] == merge["member"]
    (merge,) = api.get("/v1/members/external_id:anna/merges").json["items"]
    assert (merge["can_be_undone_until"], merge["undone_at"] is None) == (None, False)
