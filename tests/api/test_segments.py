"""Segments through the API: read, counted before they are kept, saved, who is in them, removed."""

from datetime import timedelta
from typing import Any

from tests.support.api import PROGRAM, START, Api, open_api

WORDS = "segments: {keen: {title: Keen, where: {orders: {from: 2}}}}\n"
TEA = {"where": {"bought": {"products": {"sku": ["tea"]}}}, "title": "Tea drinkers"}


def opened() -> Api:
    """A shop with a segment, in which ana bought tea once and bo bought twice."""
    api = open_api(PROGRAM + WORDS)
    for number, member, sku in (("1", "ana", "tea"), ("2", "bo", "cup"), ("3", "bo", "cup")):
        body: dict[str, Any] = {
            "source": "shop", "external_id": number, "occurred_at": START.isoformat(),
            "currency": "EUR", "member": f"external_id:{member}",
            "lines": [{"net_minor": 1000, "sku": sku}],
        }  # fmt: skip
        assert api.post("/v1/orders", body).status == 201
    return api


def inside(api: Api, segment: str) -> list[str]:
    """The numbers of those in a segment."""
    found = api.get(f"/v1/segments/{segment}/members").json["data"]
    return sorted(one["member"]["external_id"] for one in found)


def test_a_segment_of_the_file_fills_and_is_read() -> None:
    api = opened()
    api.advance(START + timedelta(minutes=1))
    [keen] = api.get("/v1/segments").json["data"]
    assert (keen["id"], keen["title"], keen["saved"], keen["members"]) == ("keen", "Keen", False, 1)
    assert keen["where"]["orders"]["from"] == 2
    assert inside(api, "keen") == ["bo"]
    assert api.get("/v1/segments/none/members").code == "segment_unknown"


def test_a_segment_is_counted_saved_and_removed() -> None:
    api = opened()
    assert api.post("/v1/segments/preview", TEA).json == {"members": 1}
    assert api.call("PUT", "/v1/segments/tea", TEA).json["saved"] is True
    api.advance(START + timedelta(minutes=1))
    assert inside(api, "tea") == ["ana"]
    assert api.call("DELETE", "/v1/segments/tea").status == 204
    assert api.call("DELETE", "/v1/segments/tea").code == "segment_unknown"
    api.advance(START + timedelta(minutes=2))
    assert [one["id"] for one in api.get("/v1/segments").json["data"]] == ["keen"]


def test_a_definition_that_cannot_be_says_where_and_what_to_do() -> None:
    api = opened()
    wrong = api.post("/v1/segments/preview", {"where": {"tier": ["gold"], "orders": {}}})
    assert (wrong.status, wrong.code) == (422, "segment_invalid")
    assert [(one["pointer"], one["code"]) for one in wrong.json["errors"]] == [
        ("/where/orders", "range_empty"), ("/where/tier/0", "tier_unknown"),
    ]  # fmt: skip
    assert all(one["cure"] for one in wrong.json["errors"])
    own = {"where": {"segment": ["mine"]}}
    assert (
        api.call("PUT", "/v1/segments/mine", own).json["errors"][0]["code"] == "segment_in_circle"
    )
    assert api.call("PUT", "/v1/segments/keen", TEA).code == "segment_in_file"
    assert api.call("PUT", "/v1/segments/Not%20so", TEA).code == "segment_name_invalid"
    assert api.post("/v1/segments/preview", {"where": {"moon": 1}}).code == "body_invalid"


def test_nobody_says_that_somebody_entered() -> None:
    body = {"type": "segment.entered", "member": "external_id:ana", "external_id": "x",
            "occurred_at": START.isoformat(), "data": {"segment": "keen"}}  # fmt: skip
    assert opened().post("/v1/activities", body).code == "activity_type_reserved"
