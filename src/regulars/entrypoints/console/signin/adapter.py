"""How allauth keeps second factors here: secrets under a key of this installation."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's adapter, with secrets that a copy of the database alone does not open."""

    def encrypt(self, text: str) -> str:
        """Will close a secret."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Will open what `encrypt` closed."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    secret = f"second factors of staff\0{settings.SECRET_KEY}".encode()
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(secret).digest()))
