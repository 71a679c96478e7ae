"""Identifiers that sort by the time they were made: UUIDv7 inside, a prefix and base 32 outside.

Within a process every id is greater than the one before it, also when the clock steps back.
"""

import secrets
import threading
from uuid import UUID

from regulars.kit import clock

# Crockford's alphabet is in ASCII order, so texts sort like the numbers that they stand for.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_TEXT_LENGTH = 26

_RANDOM_BITS = 74
_lock = threading.Lock()
_last = 0


def new() -> UUID:
    """Will answer a fresh UUIDv7 (RFC 9562), greater than all that this process made before."""
    return UUID(int=_laid_out(_next()))


def _next() -> int:
    """The next 122-bit value: milliseconds above, randomness below."""
    global _last  # noqa: PLW0603 - one sequence for the process, guarded by the lock
    fresh = clock.unix_ms() << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    with _lock:
        # A step within the millisecond is random too, so that a neighbour's id cannot be guessed.
        _last = fresh if fresh > _last else _last + 1 + secrets.randbits(32)
        return _last


def _laid_out(value: int) -> int:
    """Put version and variant between the bits, as the RFC places them."""
    time_ms = value >> _RANDOM_BITS
    high, low = (value >> 62) & 0xFFF, value & ((1 << 62) - 1)
    return time_ms << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low


def encode(prefix: str, uuid: UUID) -> str:
    """Will write `mem` and an id as `mem_...`: fixed length, sorted like the id."""
    value = uuid.int
    letters = [_ALPHABET[value >> shift & 31] for shift in range(125, -1, -5)]
    return f"{prefix}_{''.join(letters)}"


def decode(prefix: str, text: str) -> UUID | None:
    """Will read what `encode` wrote with this prefix; anything else is None."""
    head, separator, letters = text.rpartition("_")
    if head != prefix or not separator or len(letters) != _TEXT_LENGTH:
        return None
    value = 0
    for letter in letters:
        digit = _VALUES.get(letter)
        if digit is None:
            return None
        value = value << 5 | digit
    # 26 letters hold 130 bits: what exceeds an id was never written by us.
    return UUID(int=value) if value >> 128 == 0 else None
