"""What was kept without a network is signed by its device, unaltered and in its order."""

import json
from typing import Any

import pytest
from django.test import Client
from tests.builders.shop import SmallShop
from tests.till.conftest import CONSOLE, Counter
from tests.till.queueing import Queue
from tests.till.test_syncing import points, sale

from regulars.domains.tills import queries


def codes(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [one["code"] or one["status"] for one in answer.json()["results"]]


@pytest.fixture
def queue(counter: Counter) -> Queue:
    assert counter.queue.register() == 204
    return counter.queue


def test_a_device_has_one_key_for_good(queue: Queue, shop: SmallShop) -> None:
    assert queue.register() == 204
    other = Queue(queue.client)
    assert other.register() == 409
    assert codes(other.send(other.keep(sale(1)))) == ["queue_signature_wrong"]
    assert [queue.register("nonsense"), queue.register(header="other")] == [422, 403]
    assert queries.tills(shop.conn, shop.program_id)[0].queue_key is not None


def test_what_was_altered_is_not_booked(queue: Queue, shop: SmallShop) -> None:
    before = points(shop)
    kept = queue.keep(sale(1))
    more = kept | {"entry": kept["entry"].replace('"10"', '"99"')}
    unsigned, cut = kept | {"signature": ""}, kept | {"signature": kept["signature"][:40]}
    wrong = ["queue_signature_wrong", "queue_unsigned", "queue_signature_wrong"]
    assert codes(queue.send(more, unsigned, cut)) == wrong
    assert points(shop) == before
    assert codes(queue.send(kept)) == ["booked"]


def test_what_is_missing_is_said_once(queue: Queue, shop: SmallShop) -> None:
    first, missing, third, fourth = (queue.keep(sale(number)) for number in range(1, 5))
    assert codes(queue.send(first, third, fourth)) == ["booked", "queue_gap", "booked"]
    assert codes(queue.send(missing)) == ["queue_place_taken"]
    before = points(shop)
    assert codes(queue.send(first, fourth)) == ["booked", "booked"]
    assert points(shop) == before


def test_a_place_is_taken_once(queue: Queue) -> None:
    first = queue.keep(sale(1))
    other = queue.sign(json.dumps({"seq": 1, "previous": ""} | sale(2)))
    assert codes(queue.send(first, other)) == ["booked", "queue_place_taken"]
    elsewhere = queue.sign(json.dumps({"seq": 2, "previous": "abc"} | sale(3)))
    assert codes(queue.send(elsewhere)) == ["queue_gap"]


def test_a_device_without_a_key_is_asked_for_one(counter: Counter) -> None:
    assert codes(counter.queue.send(counter.queue.keep(sale(1)))) == ["queue_unsigned"]


def test_staff_see_what_was_not_booked(queue: Queue, owner: Client) -> None:
    assert "Not booked" not in owner.get(CONSOLE).text
    gone = queue.keep(sale(1, code="nobody@example.com"))
    queue.keep(sale(2))
    assert codes(queue.send(gone, queue.keep(sale(3)))) == ["member_unknown", "queue_gap"]
    page = owner.get(CONSOLE).text
    for said in ("Not booked", "1-abc123", "Nobody and nothing", "3-abc123", "A sale is missing"):
        assert said in page
    assert "nobody@example.com" not in page
