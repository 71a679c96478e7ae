"""A reward's picture, its stock as staff change it, and what causes got."""

import base64
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from tests.api.test_rewards import ANA, opened, reserve, seen
from tests.builders import pictures
from tests.support.api import Answer, Api

DEVICES = 20
WHY = {"reason": "Counted again"}


def put_up(api: Api, reward: str, raw: bytes) -> Answer:
    body = {"data": base64.b64encode(raw).decode()}
    return api.post(f"/v1/rewards/{reward}/image", body)


def fetch(path: str, **headers: str) -> Any:
    return Client(SERVER_NAME="localhost").get(path, headers=headers)


def test_a_picture_is_seen_by_anybody_under_its_hash() -> None:
    api = opened()
    made = put_up(api, "mug", pictures.png())
    assert made.status == 200
    address = made.json["image"]
    assert seen(api)["mug"]["image"] == address
    assert seen(api, "")["tea"]["image"] is None
    shown = fetch(address)
    assert shown.status_code == 200
    assert pictures.SECRET not in shown.content
    assert shown.headers["Content-Type"] == "image/png"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in shown.headers["Cache-Control"]
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert fetch(address, if_none_match=shown.headers["ETag"]).status_code == 304
    assert fetch(address.replace(".png", ".jpg")).status_code == 404
    assert Client(SERVER_NAME="localhost").post(address).status_code == 405
    other = put_up(api, "mug", pictures.webp()).json
    assert (other["media_type"], other["width"]) == ("image/webp", 20)
    assert fetch(address).status_code == 200  # pages in caches still show it
    assert api.call("DELETE", "/v1/rewards/mug/image").status == 204
    assert seen(api)["mug"]["image"] is None


@pytest.mark.parametrize("raw", [b"<svg onload='alert(1)'/>", b"GIF89a", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_not_kept(raw: bytes) -> None:
    api = opened()
    no = put_up(api, "mug", raw)
    assert (no.status, no.code) == (422, "image_refused")
    assert "PNG, JPEG or WebP" in no.json["detail"]
    assert put_up(api, "none", pictures.png()).code == "reward_unknown"
    assert put_up(api, "mug", bytes(3_000_000)).code == "body_too_large"


def test_stock_is_changed_by_so_many_once() -> None:
    api = opened()
    path = "/v1/rewards/mug/stock/changes"
    assert api.post(path, {"change": 3, **WHY}).code == "idempotency_key_needed"
    first = api.post(path, {"change": 3, **WHY}, once="a").json
    again = api.post(path, {"change": 3, **WHY}, once="a").json
    assert (first, again) == (
        {"reward": "mug", "left": 5},
        {"reward": "mug", "left": 5, "repeated": True},
    )
    other = api.post(path, {"change": 4, **WHY}, once="a")
    assert other.code == "exists_with_different_content"
    no = api.post(path, {"change": -6, **WHY}, once="b")
    assert (no.code, no.json["params"]["left"]) == ("stock_below_nothing", 5)
    assert api.post(path, {"change": -5, **WHY}, once="b").json["left"] == 0
    assert reserve(api, "mug").code == "out_of_stock"
    nothing = api.post("/v1/rewards/tea/stock/changes", {"change": 1, **WHY}, once="c")
    assert nothing.code == "reward_has_no_stock"


def test_many_who_take_off_at_once_leave_what_is_left() -> None:
    api = opened()
    path = "/v1/rewards/mug/stock/changes"
    api.post(path, {"change": 10, **WHY}, once="first")  # twelve
    barrier = Barrier(DEVICES)

    def one(number: int) -> int:
        barrier.wait()
        try:
            return api.post(path, {"change": -1, **WHY}, once=f"n{number}").status
        finally:
            connections.close_all()

    with ThreadPoolExecutor(DEVICES) as pool:
        found = list(pool.map(one, range(DEVICES)))
    assert (found.count(200), found.count(409)) == (12, DEVICES - 12)
    assert seen(api)["mug"]["stock_left"] == 0


def test_causes_are_summed_by_period() -> None:
    api = opened()
    assert api.get("/v1/donations").json["data"] == []
    ids = [reserve(api, "trees", once=f"n{number}").json["id"] for number in range(2)]
    for one in ids:
        assert api.post(f"/v1/redemptions/{one}/commit").status == 200
    found = api.get("/v1/donations").json
    assert (found["currency"], found["per"]) == ("EUR", "month")
    assert found["data"] == [
        {"cause": "trees", "period": "2026-03-01", "times": 2, "money_minor": 500,
         "points": {"point": 20}}
    ]  # fmt: skip
    assert api.get("/v1/donations", query="from=2026-03-02").json["data"] == []
    assert len(api.get("/v1/donations", query="per=day&to=2026-03-01").json["data"]) == 1
    assert api.post(f"/v1/redemptions/{ids[0]}/rollback").status == 200
    left = api.get("/v1/donations", query="per=year").json["data"][0]
    assert (left["period"], left["times"], left["money_minor"]) == ("2026-01-01", 1, 250)
    assert api.available(ANA) == 140


def test_a_logo_is_put_up_and_taken_down() -> None:
    api = opened()
    body = {"data": base64.b64encode(pictures.png(30, 10)).decode()}
    made = api.post("/v1/look/logo", body)
    assert (made.status, made.json["width"], made.json["height"]) == (200, 30, 10)
    assert fetch(made.json["image"]).status_code == 200
    assert api.post("/v1/look/logo", {"data": "AAAA"}).code == "image_refused"
    assert api.call("DELETE", "/v1/look/logo").status == 204
    assert api.call("DELETE", "/v1/look/logo").status == 204
