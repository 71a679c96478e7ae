"""Sales that were made off-line: booked in their order, each once, none lost."""

from typing import Any

import pytest
from tests.builders.shop import SmallShop
from tests.till.conftest import Counter
from tests.till.test_serving import actors

CARD = "2900000001"
AT = "2026-03-03T09:00:00+02:00"


def sale(number: int, **said: str) -> dict[str, str]:
    return {"receipt": f"{number}-abc123", "code": CARD, "amount": "10", "at": AT} | said


def sync(counter: Counter, *sales: dict[str, str], header: str = "sync") -> Any:
    assert counter.queue.register() == 204
    return counter.queue.send(*map(counter.queue.keep, sales), header=header)


def outcomes(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 200, answer.text
    return [(one["receipt"], one["status"]) for one in answer.json()["results"]]


def points(shop: SmallShop) -> int:
    return int(shop.balances(f"card:{CARD}").available)


def test_each_is_booked_once(counter: Counter, shop: SmallShop) -> None:
    before = points(shop)
    booked = [("1-abc123", "booked"), ("2-abc123", "booked")]
    assert outcomes(sync(counter, sale(1), sale(2))) == booked
    after = points(shop)
    assert after > before
    assert outcomes(sync(counter, sale(1), sale(2))) == booked
    assert points(shop) == after


def test_what_was_booked_without_an_answer_is_not_booked_again(
    counter: Counter, shop: SmallShop
) -> None:
    counter.look(CARD)
    assert "Booked" in counter.say("sale", receipt="1-abc123", amount="10")
    after = points(shop)
    assert outcomes(sync(counter, sale(1))) == [("1-abc123", "booked")]
    assert points(shop) == after


def test_one_that_is_refused_holds_up_no_other(counter: Counter, shop: SmallShop) -> None:
    before = points(shop)
    wrong = [sale(1, code="nobody@example.com"), sale(2, amount="ten"), sale(3, receipt="x")]
    answer = sync(counter, *wrong, sale(4))
    assert [status for _receipt, status in outcomes(answer)] == ["refused"] * 3 + ["booked"]
    assert all(one["text"] for one in answer.json()["results"][:3])
    assert points(shop) > before


def test_a_device_that_has_to_wait_loses_nothing(counter: Counter) -> None:
    unknown = [sale(number, code=f"nobody{number}@example.com") for number in range(1, 41)]
    assert {status for _receipt, status in outcomes(sync(counter, *unknown))} == {"refused"}
    assert outcomes(sync(counter, sale(41))) == [("41-abc123", "later")]


def test_who_served_then_is_in_the_books(counter: Counter, cashier: str, shop: SmallShop) -> None:
    assert outcomes(sync(counter, sale(1, serving=cashier))) == [("1-abc123", "booked")]
    assert cashier in actors(shop)
    assert outcomes(sync(counter, sale(2, serving="csh_forged"))) == [("2-abc123", "booked")]
    assert "csh_forged" not in actors(shop)


@pytest.mark.parametrize("header", ["", "other"])
def test_another_site_cannot_send(counter: Counter, header: str) -> None:
    assert sync(counter, sale(1), header=header).status_code == 403


def test_what_is_no_batch_is_refused(counter: Counter) -> None:
    assert outcomes(sync(counter, {"receipt": "1-abc123"})) == [("", "refused")]
    assert counter.queue.send({"receipt": "1-abc123"}).status_code == 422
    assert sync(counter, *map(sale, range(101))).status_code == 422


def test_the_helper_keeps_the_page_and_its_files(counter: Counter) -> None:
    answer = counter.client.get("/till/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "/static/till/queue" in answer.text.replace("\\u002D", "-")
    assert counter.client.get("/till/").headers["Permissions-Policy"].startswith("camera=(self)")
