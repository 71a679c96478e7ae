"""Cards of members who share an account: the points are everybody's, a card is one's own."""

from tests.api.test_sharing import ANN, BEN, TEXT, clean, come, delete, open_home, order, points
from tests.support.api import Api, open_api

LOST = {"reason": "lost"}


def card_of(api: Api, member: str) -> str:
    """A member gets a card."""
    made = api.post(f"/v1/members/{member}/cards", {}, once=f"card-{member}")
    assert made.status == 201, made
    return str(made.json["number"])


def test_a_card_goes_in_and_out_of_a_household_with_its_member() -> None:
    api = open_api(TEXT)
    for name in ("ann", "ben"):
        api.post("/v1/members", {"external_id": name})
    anns, bens = card_of(api, ANN), card_of(api, BEN)
    path = open_home(api)
    come(api, path, BEN)
    api.post("/v1/orders", order("A1", 10_00, f"card:{bens}"))
    assert points(api, ANN) == points(api, f"card:{anns}") == points(api, f"card:{bens}") == 110
    api.post(f"/v1/cards/{bens}/block", LOST)
    assert api.post("/v1/orders", order("A2", 10_00, f"card:{bens}")).code == "card_blocked"
    assert api.post("/v1/orders", order("A3", 10_00, f"card:{anns}")).status == 201
    assert points(api, BEN) == 120
    new = api.post(f"/v1/cards/{bens}/replace").json["number"]
    assert [one["number"] for one in api.get(f"/v1/members/{ANN}/cards").json["data"]] == [anns]
    left = delete(api, f"{path}/people/{BEN}")
    assert left.status == 201, left
    assert points(api, f"card:{anns}") == points(api, f"card:{new}") == 60
    api.post("/v1/orders", order("B1", 10_00, f"card:{new}"))
    assert (points(api, ANN), points(api, BEN)) == (60, 70)
    assert api.post("/v1/orders", order("B2", 10_00, f"card:{bens}")).code == "card_replaced"
    clean(api)


def test_who_is_erased_leaves_no_card_behind_in_the_household() -> None:
    api = open_api(TEXT)
    for name in ("ann", "ben"):
        api.post("/v1/members", {"external_id": name})
    anns, bens = card_of(api, ANN), card_of(api, BEN)
    come(api, open_home(api), BEN)
    api.post(f"/v1/cards/{bens}/block", LOST)
    assert delete(api, f"/v1/members/{BEN}").status == 204
    assert api.get(f"/v1/cards/{bens}").code == "card_unknown"
    assert api.get(f"/v1/members/card:{bens}/balances").code == "member_unknown"
    assert api.get(f"/v1/members/card:{anns}/balances").status == 200
    clean(api)
