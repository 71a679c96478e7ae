"""The widget's frame: where it may stand, what strangers and members see, and how small it is."""

import gzip
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from tests.builders.shop import PROGRAM, SmallShop, email_of
from tests.portal.test_door import CLUB, member

from regulars.domains.merchants import operations as merchants
from regulars.domains.merchants import queries
from regulars.entrypoints.portal.widget import opening
from regulars.flows import change_member, vouching
from regulars.kit import clock

ORIGIN = "https://shop.example"
BYTES = 20_000


@pytest.fixture(autouse=True)
def fresh_keys() -> None:
    """What one test's process remembers of keys is undone with them."""
    opening.keyring.cache_clear()


def made(shop: SmallShop, kind: str = "publishable") -> str:
    """A key for pages."""
    return merchants.create_key(
        shop.conn, shop.merchant_id, shop.program_id, kind=kind, mode="live", label="web",
        scopes=("orders",), origins=(ORIGIN,), now=clock.now(),
    )[1]  # fmt: skip


def token(shop: SmallShop, key: str, external_id: str) -> str:
    """What the shop's server signs."""
    known = queries.key(shop.conn, key)
    assert known is not None
    secret = vouching.secret_of(settings.SECRET_KEY.encode(), known.key_id)
    return vouching.write(secret, external_id, clock.now() + timedelta(minutes=5))


def asked(client: Client, what: str, **said: str) -> Any:
    return client.post(f"{CLUB}widget/{what}/", said, content_type="application/json")


def test_the_frame_stands_where_staff_said_and_nowhere_else(
    client: Client, shop: SmallShop
) -> None:
    key = made(shop)
    answer = client.get(f"{CLUB}widget/frame/", {"key": key, "view": "panel"})
    policy = answer.headers["Content-Security-Policy"]
    assert (answer.status_code, policy.endswith(f"frame-ancestors {ORIGIN}")) == (200, True)
    assert "Free delivery" in answer.text
    assert "csrf" not in answer.text
    for wrong in ("", "nonsense", made(shop, "secret")):
        answer = client.get(f"{CLUB}widget/frame/", {"key": wrong})
        policy = answer.headers["Content-Security-Policy"]
        assert (answer.status_code, policy.endswith("frame-ancestors 'none'")) == (403, True)
    assert client.get(CLUB).headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")


def test_another_program_s_key_opens_nothing(
    client: Client, shop: SmallShop, empty_shop: SmallShop
) -> None:
    assert made(empty_shop) != made(shop)
    answer = client.get(f"{CLUB}widget/frame/", {"key": made(empty_shop)})
    assert answer.status_code in (403, 404)


def test_who_is_vouched_for_sees_what_they_have(client: Client, shop: SmallShop) -> None:
    key = made(shop)
    answer = asked(client, "me", key=key, token=token(shop, key, "C-3"))
    assert "Sofía" in answer.json()["panel"]
    assert "points" in answer.json()["bar"]
    for wrong in ("", "a.b", token(shop, made(shop), "C-3"), token(shop, key, "C-999")):
        assert asked(client, "me", key=key, token=wrong).status_code == 403
    assert asked(client, "me", key="pk_live_x", token="").status_code == 401
    assert client.post(f"{CLUB}widget/me/", "{", content_type="text/plain").status_code == 422
    known = member(shop, email_of(3))
    assert known is not None
    good = token(shop, key, "C-3")
    assert change_member.erase(shop.conn, shop.shop, known.member_id)
    assert asked(client, "me", key=key, token=good).status_code == 403


def test_a_session_of_the_club_does_not_count_in_the_frame(client: Client, shop: SmallShop) -> None:
    key, known = made(shop), member(shop, email_of(3))
    assert known is not None
    session = client.session
    session["club"] = {str(shop.program_id): str(known.member_id)}
    session.save()
    assert "Sofía" in client.get(CLUB).text
    assert "Sofía" not in client.get(f"{CLUB}widget/frame/", {"key": key}).text
    assert asked(client, "me", key=key).status_code == 403


def test_a_basket_says_what_it_earns_by_the_buyer_s_rules(client: Client, shop: SmallShop) -> None:
    key = made(shop)
    assert asked(client, "earn", key=key, amount="49.90").json()["text"] == "Earns 49 points"
    mine = asked(client, "earn", key=key, amount="49.90", token=token(shop, key, "C-1"))
    # For Aino once and a half, as her level has it, and twice that in the weeks of spring.
    assert mine.json()["text"] == "Earns 149 points"
    for nothing in ("", "much", "-1", "NaN", "1e99"):
        assert asked(client, "earn", key=key, amount=nothing).json()["text"] == ""
    assert asked(client, "earn", key=key, amount="5", quantity="0").json()["text"] == ""


def test_a_basket_of_several_products_earns_by_its_products(
    client: Client, shop: SmallShop
) -> None:
    rules = (
        "earn:\n  - {id: tea, on: order.paid, give: {point: 7}, per_items: 1, "
        "products: {category: [tea]}}\n"
    )
    shop.publish(PROGRAM.replace("earn:\n", rules, 1), shop.shop.now)
    key = made(shop)
    two = (
        '[{"sku": "T-1", "categories": "tea gifts", "amount": "8.00", "quantity": 2}, '
        '{"sku": "M-1", "amount": 12.5}]'
    )
    # A point for each euro of 20.50, and seven for each of two teas.
    assert asked(client, "earn", key=key, items=two).json()["text"] == "Earns 34 points"
    assert asked(client, "earn", key=key, items="[]", amount="9").json()["text"] == ""
    for wrong in ("[", "{}", '[{"sku": "T-1"}]', '[{"amount": "x"}]', '[{"amount": 1e999}]',
                  '[{"amount": 1, "quantity": 0}]', "[" * 5_000):  # fmt: skip
        assert asked(client, "earn", key=key, items=wrong).json()["text"] == ""


def test_it_speaks_the_language_of_the_page_around_it(client: Client, shop: SmallShop) -> None:
    key = made(shop)
    for language, said in (("fi", "fi"), ("no", "nb"), ("zh-CN", "zh-hans"), ("xx", "en")):
        page = client.get(f"{CLUB}widget/frame/", {"key": key, "language": language}).text
        assert f'<html lang="{said}"' in page
    basket = {"key": key, "amount": "49.90", "language": "fi"}
    assert "Kerryttää 49" in asked(client, "earn", **basket).json()["text"]


def test_the_script_is_the_same_for_all(client: Client, shop: SmallShop) -> None:  # noqa: ARG001
    answer = client.get(f"{CLUB}widget.js")
    assert (answer.status_code, "/portal/widget" in answer.headers["Location"]) == (302, True)
    assert "max-age" in answer.headers["Cache-Control"]


def test_all_of_it_is_small(client: Client, shop: SmallShop) -> None:
    key = made(shop)
    parts = [
        client.get(f"{CLUB}widget/frame/", {"key": key, "view": view}).content
        for view in ("panel", "bar")
    ]
    parts.append(asked(client, "me", key=key, token=token(shop, key, "C-1")).content)
    for name in ("widget.js", "frame.js", "widget.css"):
        found = finders.find(f"portal/{name}")
        assert isinstance(found, str)
        parts.append(Path(found).read_bytes())
    assert sum(len(gzip.compress(part)) for part in parts) <= BYTES
