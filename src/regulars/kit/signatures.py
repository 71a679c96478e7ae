"""Signatures that browsers make with keys that never leave them: ECDSA over P-256 and SHA-256."""

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

SIDE = 32
KEY_MAX = 200


def is_key(public: bytes) -> bool:
    """Whether this is a public key (SubjectPublicKeyInfo) of the one kind that is used."""
    return _key(public) is not None


def fits(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the owner of a key signed exactly this. Browsers write the two numbers side by
    side."""
    key = _key(public)
    if key is None or len(signature) != 2 * SIDE:
        return False
    r, s = (int.from_bytes(half) for half in (signature[:SIDE], signature[SIDE:]))
    try:
        key.verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _key(public: bytes) -> EllipticCurvePublicKey | None:
    if len(public) > KEY_MAX:
        return None
    try:
        key = load_der_public_key(public)
    except (ValueError, UnsupportedAlgorithm):
        return None
    ours = isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1)
    return key if ours else None  # type: ignore[return-value]
