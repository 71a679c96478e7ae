"""Only whole pictures pass, and nothing but the picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import pictures

from regulars.kit.images import BYTES_MAX, NoImageError, clean

KINDS = {"png": pictures.png(), "jpeg": pictures.jpeg(), "webp": pictures.webp()}
SIZES = {"png": (3, 2), "jpeg": (16, 8), "webp": (20, 10)}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_camera_wrote_is_left_out(kind: str) -> None:
    raw = KINDS[kind]
    assert pictures.SECRET in raw
    found = clean(raw)
    assert (found.kind, (found.width, found.height)) == (kind, SIZES[kind])
    assert pictures.SECRET not in found.body
    assert clean(found.body) == found


def test_what_stands_after_the_end_is_left_out() -> None:
    assert clean(pictures.png(tail=b"<script>")).body == clean(pictures.png()).body


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xd9", b"RIFF\x04\0\0\0WEBP", b"RIFF\xff\xff\0\0WEBP",
        pictures.png().replace(b"IHDR", b"IDAT"), pictures.png(width=6001), pictures.png(width=0),
        pictures.png(width=6000, height=4001), b"\xff\xd8\xff\xe0\0\x01", pictures.jpeg()[:60],
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(NoImageError):
        clean(raw)


def test_one_that_is_too_large_is_refused() -> None:
    with pytest.raises(NoImageError):
        clean(pictures.png(tail=bytes(BYTES_MAX)))


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_damage_is_refused_or_leaves_a_picture(kind: str, data: st.DataObject) -> None:
    raw = bytearray(KINDS[kind])
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=4)):
        raw[at] = data.draw(st.integers(0, 255))
    cut = bytes(raw[: data.draw(st.integers(0, len(raw)))])
    try:
        found = clean(cut)
    except NoImageError:
        return
    assert clean(found.body) == found
