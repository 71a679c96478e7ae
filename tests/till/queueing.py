"""A device's queue, signed as a browser signs it."""

import base64
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client


def text(raw: bytes) -> str:
    """As it travels."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Queue:
    """Sales that a device kept: each is signed once, in its order."""

    def __init__(self, client: Client) -> None:
        """Will begin without a key that the server knows."""
        self.client, self.key = client, ec.generate_private_key(ec.SECP256R1())
        self.last, self.end = 0, ""
        self.kept: dict[str, dict[str, str]] = {}

    def public(self) -> str:
        """The public half of the key."""
        spki = PublicFormat.SubjectPublicKeyInfo
        return text(self.key.public_key().public_bytes(Encoding.DER, spki))

    def register(self, key: str = "", header: str = "key") -> int:
        """Tell the server the key, and give its answer's status."""
        answer = self.client.post(
            "/till/key/", {"key": key or self.public()}, content_type="application/json",
            headers={"X-Till": header},
        )  # fmt: skip
        return int(answer.status_code)

    def sign(self, entry: str) -> dict[str, str]:
        """Sign a text, whatever it says."""
        r, s = decode_dss_signature(self.key.sign(entry.encode(), ec.ECDSA(SHA256())))
        return {"entry": entry, "signature": text(r.to_bytes(32) + s.to_bytes(32))}

    def keep(self, sale: Mapping[str, object]) -> dict[str, str]:
        """Keep a sale after the last one; the same sale again is the one that was kept."""
        same = json.dumps(sale, sort_keys=True)
        if same not in self.kept:
            entry = json.dumps({"seq": self.last + 1, "previous": self.end} | dict(sale))
            self.kept[same] = self.sign(entry)
            self.last, self.end = self.last + 1, text(sha256(entry.encode()).digest())
        return self.kept[same]

    def send(self, *signed: dict[str, str], header: str = "sync") -> Any:
        """Send what was kept."""
        return self.client.post(
            "/till/sync/", {"sales": list(signed)}, content_type="application/json",
            headers={"X-Till": header},
        )  # fmt: skip
