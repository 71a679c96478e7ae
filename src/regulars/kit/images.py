"""Pictures from strangers: only what is wholly a PNG, JPEG or WebP passes, without what cameras
and programs wrote into it.

Nothing is decoded: the containers are walked part by part, the parts that make the picture are
kept, everything else (places, names, comments, whatever stands after the end) is left out.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

BYTES_MAX = 2 * 1_048_576
SIDE_MAX = 6_000
AREA_MAX = 24_000_000
TYPES = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"}
_WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_NO_LENGTH = {0x01, *range(0xD0, 0xD8)}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
# JFIF, and Adobe's, without which some colours are read wrongly.
_JPEG_PARTS = {0xE0, 0xEE}
_META = 0b0010_1100  # of VP8X: a colour profile, Exif and XMP are said to be there


class Image(NamedTuple):
    """A picture without what does not belong to it."""

    kind: str
    width: int
    height: int
    body: bytes


class NoImageError(ValueError):
    """It is no picture of these kinds, or is broken or too large."""


def clean(raw: bytes) -> Image:
    """Will give the picture alone. Raises NoImageError."""
    if len(raw) > BYTES_MAX:
        raise NoImageError("too many bytes")
    try:
        found = _read(raw)
    except (struct.error, IndexError) as error:
        raise NoImageError("cut off") from error
    if not (0 < found.width <= SIDE_MAX and 0 < found.height <= SIDE_MAX):
        raise NoImageError("too wide or too high")
    if found.width * found.height > AREA_MAX:
        raise NoImageError("too many points")
    return found


def _read(raw: bytes) -> Image:
    if raw.startswith(_PNG):
        return _png(raw)
    if raw.startswith(b"\xff\xd8\xff"):
        return _jpeg(raw)
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return _webp(raw)
    raise NoImageError("none of these kinds")


def _png(raw: bytes) -> Image:
    kept, size, data = [_PNG], (0, 0), False
    for name, body in _png_parts(raw):
        if len(kept) == 1:
            if name != b"IHDR":
                raise NoImageError("no header")
            size = struct.unpack(">II", body[:8])
        data = data or name == b"IDAT"
        if name in _PNG_PARTS:
            kept.append(_png_part(name, body))
    if not data:
        raise NoImageError("no picture in it")
    return Image("png", *size, b"".join(kept))


def _png_parts(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while True:
        (length,) = struct.unpack_from(">I", raw, at)
        name, body = raw[at + 4 : at + 8], raw[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", raw, at + 8 + length)
        if check != zlib.crc32(name + body):
            raise NoImageError("damaged")
        yield name, body
        if name == b"IEND":
            return
        at += 12 + length


def _png_part(name: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + check


def _jpeg(raw: bytes) -> Image:
    kept, size, scans = [b"\xff\xd8"], (0, 0), 0
    for marker, part in _jpeg_parts(raw):
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", part, 5)
            size = (width, height)
        scans += marker == _SCAN
        if marker in _JPEG_PARTS or not (0xE0 <= marker <= 0xEF or marker == _COMMENT):
            kept.append(part)
    if not scans:
        raise NoImageError("no picture in it")
    return Image("jpeg", *size, b"".join((*kept, b"\xff\xd9")))


def _jpeg_parts(raw: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while True:
        if raw[at] != 0xFF:
            raise NoImageError("damaged")
        marker = raw[at + 1]
        if marker == _END:
            return
        if marker == 0xFF or marker in _NO_LENGTH:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", raw, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(raw):
            raise NoImageError("cut off")
        if marker == _SCAN:
            end = _end_of_scan(raw, end)
        yield marker, raw[at:end]
        at = end


def _end_of_scan(raw: bytes, at: int) -> int:
    while True:
        at = raw.find(b"\xff", at)
        if at < 0 or at + 1 >= len(raw):
            raise NoImageError("cut off")
        after = raw[at + 1]
        if after and after not in _NO_LENGTH and after != 0xFF:
            return at
        at += 1 if after == 0xFF else 2


def _webp(raw: bytes) -> Image:
    (length,) = struct.unpack_from("<I", raw, 4)
    if length + 8 > len(raw):
        raise NoImageError("cut off")
    kept, size, at = [], (0, 0), 12
    while at + 8 <= length + 8:
        name, (part,) = raw[at : at + 4], struct.unpack_from("<I", raw, at + 4)
        body = raw[at + 8 : at + 8 + part]
        if len(body) < part:
            raise NoImageError("cut off")
        if name in _WEBP_PARTS:
            size = size if size != (0, 0) else _webp_size(name, body)
            flags = bytes([body[0] & ~_META]) + body[1:] if name == b"VP8X" else body
            kept.append(name + struct.pack("<I", part) + flags + b"\0" * (part % 2))
        at += 8 + part + part % 2
    if not any(one[:4] in (b"VP8 ", b"VP8L", b"ANMF") for one in kept):
        raise NoImageError("no picture in it")
    inside = b"WEBP" + b"".join(kept)
    return Image("webp", *size, b"RIFF" + struct.pack("<I", len(inside)) + inside)


def _webp_size(name: bytes, body: bytes) -> tuple[int, int]:
    if name == b"VP8X":
        return _three(body, 4) + 1, _three(body, 7) + 1
    if name == b"VP8L" and body[:1] == b"\x2f":
        (bits,) = struct.unpack_from("<I", body, 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    return (0, 0)


def _three(body: bytes, at: int) -> int:
    low, middle, high = body[at : at + 3]
    return low | middle << 8 | high << 16
