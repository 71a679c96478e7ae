"""Campaigns through the API: standing, offers, previews and results."""

from datetime import timedelta

from tests.support.api import PROGRAM, START, Api, open_api

WORDS = """campaigns:
  double:
    title: Double days
    when: {dates: {from: 2026-03-01, to: 2026-03-07}}
    holdout: 1
    budget: {amount: 150}
    rules: [{id: twice, on: order.paid, multiply: 2}]
"""


def order(api: Api, number: str, minor: int) -> list[tuple[str, int]]:
    """Rule and amount of each entry that an order of ana led to."""
    body = {"source": "shop", "external_id": number, "occurred_at": START.isoformat(),
            "currency": "EUR", "member": "external_id:ana", "total_minor": minor}  # fmt: skip
    answer = api.post("/v1/orders", body)
    assert answer.status == 201, answer
    return [(one["rule"], one["amount"]) for one in answer.json["effects"] if "amount" in one]


def test_a_campaign_from_its_first_order_to_its_end() -> None:
    api = open_api(PROGRAM + WORDS)
    earned = order(api, "1", 10_000)
    [offer] = api.get("/v1/members/external_id:ana/offers").json["data"] or [None]
    if offer is None:  # one of a hundred is held out
        assert earned == [("base", 100)]
        return
    assert earned == [("base", 100), ("double/twice", 100)]
    assert (offer["title"], offer["left"]) == ("Double days", 50)
    assert offer["ends"] == "2026-03-07T22:00:00Z"
    assert order(api, "2", 10_000) == [("base", 100), ("double/twice", 50)]
    assert order(api, "3", 10_000) == [("base", 100)]
    assert api.get("/v1/members/external_id:ana/offers").json["data"] == []
    api.advance(START + timedelta(days=9))
    [one] = api.get("/v1/campaigns").json["data"]
    assert (one["state"], one["left"], one["given"], one["met"]) == ("over", 0, {"point": 150}, 1)
    found = api.get("/v1/campaigns/double/results").json
    assert found["offered"] == {
        "members": 1, "orders": 3, "net_minor": 30_000, "net_minor_per_member": 30_000.0,
    }  # fmt: skip
    assert found["held_out"]["net_minor_per_member"] is None
    assert api.get("/v1/campaigns/none/results").code == "campaign_unknown"


def test_a_preview_keeps_nothing() -> None:
    api = open_api()
    order(api, "1", 10_000)
    api.advance(START + timedelta(days=8))
    text = PROGRAM + WORDS.replace("2026-03-0", "2026-04-0").replace("holdout: 1", "priority: 1")
    found = api.post("/v1/campaigns/preview", {"campaign": "double", "text": text})
    assert found.json == {
        "audience": 1, "orders": 1, "orders_in_window": 1, "touched": 1,
        "points": {"point": 100}, "issued": {},
    }  # fmt: skip
    assert api.post("/v1/campaigns/preview", {"campaign": "x", "text": text}).code == (
        "campaign_unknown"
    )
    assert api.post("/v1/campaigns/preview", {"campaign": "x", "text": "?"}).code == (
        "program_invalid"
    )
    assert api.get("/v1/campaigns").json["data"] == []
    assert api.get("/v1/campaigns/proposals").json["data"] == []
    assert api.available("external_id:ana") == 100
