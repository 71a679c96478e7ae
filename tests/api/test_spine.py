"""The calls that everybody makes first: join, buy, look, redeem, refund, move the clock."""

from datetime import timedelta

from tests.support.api import START, Api

ORDER = {
    "source": "shop", "external_id": "A1", "occurred_at": "2026-03-01T12:00:00Z",
    "currency": "EUR", "total_minor": 12_050, "member": "external_id:ana",
}  # fmt: skip


def test_join_buy_redeem_refund(api: Api) -> None:
    joined = api.post("/v1/members", {"external_id": "ana", "email": "Ana@Example.com"})
    assert joined.status == 201
    assert joined.json["email"] == "ana@example.com"
    assert joined.headers["Location"] == f"/v1/members/{joined.json['id']}"
    again = api.post("/v1/members", {"email": "ana@example.COM"})
    assert (again.status, again.json["id"]) == (200, joined.json["id"])

    bought = api.post("/v1/orders", ORDER)
    assert (bought.status, bought.json["status"]) == (201, "created")
    assert [(one["type"], one["amount"]) for one in bought.json["effects"]] == [
        ("points.earned", 120)
    ]
    assert bought.json["effects"][0]["reason"]["text"]
    repeat = api.post("/v1/orders", ORDER)
    assert (repeat.status, repeat.json) == (200, bought.json | {"status": "repeated"})
    read = api.get("/v1/orders/shop:A1")
    assert (read.status, read.json["effects"]) == (200, bought.json["effects"])

    held = api.post(
        "/v1/redemptions", {"member": "external_id:ana", "reward": "five-off"}, once="r"
    )
    assert held.status == 201
    assert api.available("external_id:ana") == 20
    done = api.post(f"/v1/redemptions/{held.json['id']}/commit")
    assert (done.status, done.json["status"]) == (200, "committed")
    code = done.json["voucher"]["code"]
    assert api.get(f"/v1/vouchers/{code}").json["status"] == "open"

    back = api.post(
        "/v1/orders/shop:A1/refunds", {"external_id": "R1", "occurred_at": "2026-03-02T12:00:00Z"}
    )
    assert (back.status, back.json["effects"][0]["amount"]) == (201, -120)
    assert api.get("/v1/members/external_id:ana/balances").json["balances"][0]["deficit"] == 100


def test_what_a_member_sees(api: Api) -> None:
    api.post("/v1/orders", ORDER)
    transactions = api.get("/v1/members/external_id:ana/transactions").json["data"]
    assert [one["effect"]["type"] for one in transactions] == ["points.earned"]
    progress = api.get("/v1/members/external_id:ana/progress").json
    assert progress["points"][0]["within_reach"] == ["five-off"]
    assert progress["tier"] is None
    assert api.get("/v1/members/external_id:ana/vouchers").json == {
        "data": [], "next_cursor": None
    }  # fmt: skip
    notices = api.get("/v1/members/external_id:ana/notices").json["data"]
    assert "member.joined" in [one["trigger"] for one in notices]
    assert api.get("/v1/members/external_id:ana/entitlements").json == {"data": []}
    assert api.get("/v1/rewards").json["data"][0]["price"] == {"point": 100}


def test_the_clock_moves_and_points_lapse(api: Api) -> None:
    api.post("/v1/orders", ORDER)
    moved = api.advance(START + timedelta(days=364))
    assert moved.status == 200
    assert api.available("external_id:ana") == 120
    assert api.advance(START + timedelta(days=367)).json["accounts"] == 1
    assert api.available("external_id:ana") == 0
    assert api.advance(START).code == "clock_cannot_go_back"


def test_patch_and_erase(api: Api) -> None:
    api.post("/v1/members", {"external_id": "ana", "email": "a@example.com",
                             "attributes": {"vip": True, "town": "Tartu"}})  # fmt: skip
    said = {"email": None, "phone": "+372 5123 4567", "attributes": {"vip": None, "age": 3}}
    changed = api.call("PATCH", "/v1/members/external_id:ana", said)
    assert (changed.status, changed.json["phone"]) == (200, "+37251234567")
    assert (changed.json["email"], changed.json["attributes"]) == (
        None,
        {"town": "Tartu", "age": 3},
    )
    assert api.get("/v1/members/email:a@example.com").code == "member_unknown"
    assert api.get("/v1/members/phone:%2B37251234567").json["id"] == changed.json["id"]

    gone = api.call("DELETE", "/v1/members/external_id:ana")
    assert (gone.status, gone.raw) == (204, b"")
    for ref in ("external_id:ana", "phone:+37251234567", changed.json["id"]):
        assert api.get(f"/v1/members/{ref}").code == "member_unknown"
    assert api.get("/v1/members").json["data"] == []
