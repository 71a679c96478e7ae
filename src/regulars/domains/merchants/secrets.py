"""API keys as texts: kind, mode, 160 random bits and a checksum, so that typos die without a
look-up.
"""

import hashlib
import secrets
import zlib

PREFIXES = {"secret": "sk", "publishable": "pk", "device": "dk", "partner": "rk"}
MODES = ("live", "test")
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_RANDOM_LENGTH = 27  # 62^27 is more than 160 bits
_CHECK_LENGTH = 6


def make(kind: str, mode: str) -> str:
    """Will make a new key text. It is shown once and never kept."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM_LENGTH))
    head = f"{PREFIXES[kind]}_{mode}_{body}"
    return head + _check(head)


def well_formed(text: str) -> bool:
    """Will tell whether a text can be a key at all."""
    head, check = text[:-_CHECK_LENGTH], text[-_CHECK_LENGTH:]
    kind, _, rest = head.partition("_")
    mode, _, body = rest.partition("_")
    if kind not in PREFIXES.values() or mode not in MODES or len(body) != _RANDOM_LENGTH:
        return False
    return text.isascii() and secrets.compare_digest(_check(head), check)


def digest(text: str) -> bytes:
    """Will hash a key: it has enough randomness that no slow hash is needed."""
    return hashlib.sha256(text.encode()).digest()


def hint(text: str) -> str:
    """Will give what people may see of a key."""
    head = text.rsplit("_", 1)[0]
    return f"{head}_…{text[-4:]}"


def _check(head: str) -> str:
    value, letters = zlib.crc32(head.encode()), ""
    for _ in range(_CHECK_LENGTH):
        value, digit = divmod(value, len(_ALPHABET))
        letters = _ALPHABET[digit] + letters
    return letters
