"""A key that stands in a browser: what it may ask, and what it must not tell of anybody."""

from tests.support.api import START, Api

ORIGIN = "https://shop.example"


def test_a_quote_by_a_publishable_key_tells_nothing_of_a_member(api: Api) -> None:
    order = {
        "source": "web", "external_id": "1", "occurred_at": START.isoformat(), "currency": "EUR",
        "member": "email:ann@example.com", "total_minor": 50_000,
    }  # fmt: skip
    assert api.post("/v1/orders", order).status == 201
    basket = order | {"external_id": "2", "total_minor": 1000}
    assert api.post("/v1/quotes", basket).json["offers"][0]["missing"] == 0

    browser = api.other(kind="publishable", scopes=("orders",), origins=(ORIGIN,))
    quoted = browser.call("POST", "/v1/quotes", basket, headers={"Origin": ORIGIN})
    assert quoted.status == 200, quoted
    assert quoted.json["effects"][0]["amount"] == 10
    assert quoted.json["offers"][0]["missing"] == 100
    assert quoted.json["vouchers"] == []
