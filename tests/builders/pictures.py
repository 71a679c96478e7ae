"""Small pictures of each kind, with what a camera would have written into them."""

import struct
import zlib

SECRET = b"61.4978 N, 23.7610 E"


def png(width: int = 3, height: int = 2, *, tail: bytes = b"") -> bytes:
    """Will make a grey PNG with a text and a place in it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (height * (width + 1)))
    parts = ((b"IHDR", header), (b"tEXt", b"Author\0" + SECRET), (b"eXIf", SECRET),
             (b"IDAT", rows), (b"IEND", b""))  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts) + tail


def _chunk(name: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + check


def jpeg(width: int = 16, height: int = 8) -> bytes:
    """Will make what has the parts of a JPEG, in two scans."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    scan = b"\x01\x01\0\0\x3f\0"
    return b"".join(
        (
            b"\xff\xd8", _segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            _segment(0xE1, b"Exif\0\0" + SECRET), _segment(0xFE, SECRET),
            _segment(0xDB, bytes(65)), _segment(0xC2, frame), _segment(0xDA, scan),
            b"\x12\xff\x00\x34\xff\xd0\x56", _segment(0xDA, scan), b"\x78\xff\xd9", SECRET,
        )
    )  # fmt: skip


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def webp(width: int = 20, height: int = 10) -> bytes:
    """Will make what has the parts of an extended WebP."""
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    parts = ((b"VP8X", b"\x2c\0\0\0" + sizes), (b"VP8L", b"\x2f" + bytes(5)), (b"EXIF", SECRET),
             (b"XMP ", SECRET))  # fmt: skip
    inside = b"WEBP" + b"".join(
        name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        for name, body in parts
    )  # fmt: skip
    return b"RIFF" + struct.pack("<I", len(inside)) + inside
