"""The program itself: versions, campaigns, rewards with stock, segments, keys."""

from tests.api.accepting.shop import PROGRAM, SOON, Making, Names, Shop


def planned(shop: Shop, _said: Names) -> Names:
    """A version that is not in force yet."""
    other = PROGRAM.replace("Corner shop", shop.number("Corner shop "))
    said = {"text": other, "valid_from": SOON}
    return {"version": shop.need("/v1/program/publish", said)["number"]}


def in_stock(shop: Shop, _said: Names) -> Names:
    """A reward of which there is as much as can be said."""
    shop.need("/v1/rewards/mug/stock", {"left": 10**9}, method="PUT")
    return {"id": "mug"}


def segment(shop: Shop, _said: Names) -> Names:
    """A segment."""
    name = shop.number("s")
    where = {"orders": {"from": 1, "within": "90 days"}}
    shop.need(f"/v1/segments/{name}", {"where": where, "title": "Segment"}, method="PUT")
    return {"id": name}


def key(shop: Shop, _said: Names) -> Names:
    """A key."""
    said = {"kind": "device", "label": "Till", "scopes": ["orders"]}
    return {"id": shop.need("/v1/keys", said)["id"]}


MAKES: dict[str, Making] = {
    "withdraw_version": planned,
    "/v1/campaigns/{id}": lambda _shop, _said: {"id": "double"},
    "/v1/rewards/{id}": lambda _shop, _said: {"id": "five-off"},
    "/v1/rewards/{id}/stock": in_stock,
    "/v1/segments/{id}": segment,
    "save_segment": lambda shop, _said: {"id": shop.number("s")},
    "/v1/keys/{id}": key,
    "/v1/code-pools/{pool}": lambda _shop, _said: {"pool": "cinema"},
}
