"""Values that cross: a picture."""

from msgspec import Struct


class Picture(Struct, frozen=True, kw_only=True):
    """A picture that was found to be one. `kind` is png, jpeg or webp."""

    digest: str
    kind: str
    width: int
    height: int
    body: bytes
