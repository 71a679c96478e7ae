"""Who may call: kinds, scopes, origins, expiry, revocation, and nobody sees another program."""

from datetime import timedelta

from tests.support.api import START, Api, open_api

from regulars.entrypoints.api.door import desk
from regulars.kit import clock
from regulars.kit.pg.django import connection
from regulars.wire.keyring import Keyring
from regulars.wire.problems import Problem

ORDER = {"source": "shop", "external_id": "A1", "occurred_at": START.isoformat(),
         "currency": "EUR", "total_minor": 20_000, "member": "external_id:ana"}  # fmt: skip


def test_a_wrong_key_opens_nothing(api: Api) -> None:
    good = api.key
    for key in ("", "sk_test_no", good[:-1] + ("a" if good[-1] != "a" else "b"), good.upper()):
        api.key = key
        answer = api.get("/v1/members")
        assert (answer.status, answer.code) == (401, "key_invalid")
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_scopes_and_kinds(api: Api) -> None:
    reader = api.other(scopes=["members"])
    assert reader.get("/v1/members").status == 200
    no = reader.post("/v1/orders", ORDER)
    assert (no.status, no.code, no.json["params"]) == (403, "key_lacks_scope", {"scope": "orders"})
    till = api.other(kind="device")
    assert till.post("/v1/orders", ORDER).status == 201
    assert till.call("DELETE", "/v1/members/external_id:ana").code == "key_kind_refused"
    assert till.publish("x").code == "key_kind_refused"


def test_a_publishable_key_works_from_its_origins_only(api: Api) -> None:
    widget = api.other(kind="publishable", origins=["https://shop.example"])
    good = {"Origin": "https://shop.example"}
    answer = widget.call("GET", "/v1/rewards", headers=good)
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (200, good["Origin"])
    for headers in ({}, {"Origin": "https://evil.example"}):
        assert widget.call("GET", "/v1/rewards", headers=headers).code == "origin_refused"
    asked = {"Origin": "https://shop.example", "Access-Control-Request-Method": "GET"}
    widget.key = ""
    assert widget.call("OPTIONS", "/v1/rewards", headers=asked).status == 204


def test_an_expired_key_is_dead(api: Api) -> None:
    past = clock.now() - timedelta(seconds=1)
    assert api.other(expires_at=past).get("/v1/members").code == "key_invalid"


def test_keys_make_keys_but_never_more_rights(api: Api) -> None:
    said = {"kind": "device", "label": "till 1", "scopes": ["orders"]}
    made = api.post("/v1/keys", said)
    assert made.status == 201
    till = Api(made.json["text"], api.program_id, api.merchant_id)
    assert till.post("/v1/orders", ORDER).status == 201
    small = api.other(scopes=["program"])
    assert small.post("/v1/keys", said).code == "key_lacks_scope"
    listed = {one["id"]: one for one in api.get("/v1/keys").json["data"]}
    assert listed[made.json["id"]]["hint"].startswith("dk_test_")
    assert made.json["text"] not in api.get("/v1/keys").raw.decode()


def test_a_revoked_key_is_dead_as_soon_as_its_generation_is_read(api: Api) -> None:
    ticks = [100.0]
    ring = Keyring(lambda: ticks[0])
    made = api.post("/v1/keys", {"kind": "secret", "label": "gone", "scopes": ["orders"]}).json

    def caller() -> object:
        return ring.caller(connection(), f"Bearer {made['text']}", clock.now())

    assert not isinstance(caller(), Problem)
    assert api.call("DELETE", f"/v1/keys/{made['id']}").status == 204
    assert not isinstance(caller(), Problem), "known for less than a second"
    ticks[0] += 1.0
    assert isinstance(caller(), Problem)
    assert api.call("DELETE", f"/v1/keys/{made['id']}").code == "key_unknown"


def test_no_key_sees_another_program() -> None:
    mine, yours = open_api(), open_api()
    order = mine.post("/v1/orders", ORDER).json
    member = mine.get("/v1/members/external_id:ana").json["id"]
    held = mine.post("/v1/redemptions", {"member": member, "reward": "five-off"}, once="1").json
    code = mine.post(f"/v1/redemptions/{held['id']}/commit").json["voucher"]["code"]
    key = mine.get("/v1/keys").json["data"][0]["id"]
    for path in (
        f"/v1/members/{member}", f"/v1/members/{member}/transactions",
        "/v1/members/external_id:ana",
        f"/v1/orders/{order['id']}", "/v1/orders/shop:A1", f"/v1/redemptions/{held['id']}",
        f"/v1/vouchers/{code}",
    ):  # fmt: skip
        assert mine.get(path).status == 200, path
        assert yours.get(path).status == 404, path
    assert yours.get("/v1/members").json["data"] == []
    assert yours.call("DELETE", f"/v1/keys/{key}").code == "key_unknown"
    assert yours.post(f"/v1/redemptions/{held['id']}/rollback").status == 404
    assert yours.post("/v1/orders", ORDER | {"member": member}).code == "member_unknown"


def test_the_door_has_one_desk_for_the_process() -> None:
    assert desk() is desk()
