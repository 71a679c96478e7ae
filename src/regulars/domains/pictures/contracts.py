"""Values that cross: a picture, and what is known of one that something shows."""

from msgspec import Struct


class Picture(Struct, frozen=True, kw_only=True):
    """A picture that was found to be one. `kind` is png, jpeg or webp."""

    digest: str
    kind: str
    width: int
    height: int
    body: bytes


class Shown(Struct, frozen=True, kw_only=True):
    """What something shows: enough to say where it is and how large."""

    digest: str
    kind: str
    width: int
    height: int
