"""Codes before a camera, for browsers that read none themselves."""

import zlib

import pytest
from django.test import Client
from tests.builders.films import HEIGHT, WIDTH, grey
from tests.till.conftest import Counter

from regulars.kit import barcodes


def look(
    client: Client, body: bytes, width: object = WIDTH, header: str = "frame"
) -> tuple[int, str]:
    answer = client.post(
        f"/till/frame/?width={width}", body, content_type="application/octet-stream",
        headers={"X-Till": header},
    )  # fmt: skip
    return answer.status_code, answer.json()["text"] if answer.status_code == 200 else ""


def test_a_frame_is_read(counter: Counter) -> None:
    assert look(counter.client, zlib.compress(grey("2900000003"))) == (200, "2900000003")
    assert look(counter.client, zlib.compress(bytes(WIDTH * HEIGHT))) == (200, "")


@pytest.mark.parametrize("width", ["", "x", "-1", "12345", "9" * 30])
def test_what_is_no_frame_is_refused(counter: Counter, width: str) -> None:
    assert look(counter.client, zlib.compress(grey("1")), width)[0] == 422


def test_what_unpacks_without_end_is_cut_off(counter: Counter) -> None:
    assert look(counter.client, zlib.compress(bytes(50_000_000))) == (200, "")
    assert look(counter.client, b"nonsense")[0] == 422
    assert look(counter.client, bytes(1_000_001))[0] == 422
    assert look(counter.client, b"", header="other")[0] == 403
    assert look(Client(headers={"host": "localhost"}), b"")[0] == 401


def test_pictures_of_no_size_have_no_code() -> None:
    assert barcodes.read(b"", 0) == barcodes.read(b"", 5) == barcodes.read(bytes(7), 3) == ""
    assert barcodes.read(bytes(1300), 1300) == barcodes.read(bytes(1300), 1) == ""
