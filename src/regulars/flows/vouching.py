"""A shop vouches for the customer who has signed in there, so that a page of ours knows them.

The shop's server signs who it is and until when with a secret of its key; the page's key names the
secret. Nobody else can make such a token, and it is worth nothing a few minutes later.
"""

import base64
import binascii
import hmac
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from msgspec import Struct

LONGEST = timedelta(minutes=10)
_PREFIX = "ws_"


class Vouched(Struct, frozen=True):
    """What is signed: the customer's number in the shop, and the end, in seconds since 1970."""

    external_id: str
    exp: int


def secret_of(server: bytes, key_id: UUID) -> str:
    """Will give the secret of a key: made from the installation's, so it is kept nowhere."""
    return _PREFIX + hmac.digest(server, b"widget\0" + key_id.bytes, "sha256").hex()


def write(secret: str, external_id: str, until: datetime) -> str:
    """Will make a token as a shop's server does."""
    body = msgspec.json.encode(Vouched(external_id, int(until.timestamp())))
    part = base64.urlsafe_b64encode(body).rstrip(b"=").decode()
    return f"{part}.{_signature(secret, part)}"


def read(secret: str, token: str, now: datetime) -> str | None:
    """Will give the customer's number; None: wrong, over, or good for too long."""
    part, _dot, signature = token.partition(".")
    good = hmac.compare_digest(_signature(secret, part).encode(), signature.encode())
    if not good:
        return None
    try:
        raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
        said = msgspec.json.decode(raw, type=Vouched)
    except (binascii.Error, ValueError, msgspec.DecodeError):
        return None
    left = said.exp - now.timestamp()
    return said.external_id if 0 < left <= LONGEST.total_seconds() else None


def _signature(secret: str, part: str) -> str:
    return hmac.digest(secret.encode(), part.encode(), "sha256").hex()
