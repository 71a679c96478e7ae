"""Identifiers that sort by the time they were made: UUIDv7 inside, a prefix and base 32 outside.

Within a process every id is greater than the one before it, also when the clock steps back.
"""

import os
import threading
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from regulars.kit import clock

# Crockford's alphabet is in ASCII order, so texts sort like the numbers that they stand for.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
# Two letters at a time: ids are written many times for each order.
_PAIRS = tuple(high + low for high in _ALPHABET for low in _ALPHABET)
_LOW_BITS = 80
_SHIFTS = range(_LOW_BITS - 10, -1, -10)
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_TEXT_LENGTH = 26

_RANDOM_BITS = 74
_RANDOM_BYTES = 10
# The system is asked for randomness a page at a time: asking costs more than an id.
_PAGE = 4096
_lock = threading.Lock()
_last = 0
_pool = b""
_at = 0


def new() -> UUID:
    """Will answer a fresh UUIDv7 (RFC 9562), greater than all that this process made before."""
    return UUID(int=_laid_out(_next()))


def _next() -> int:
    """The next 122-bit value: milliseconds above, randomness below."""
    global _last  # noqa: PLW0603 - one sequence for the process, guarded by the lock
    with _lock:
        fresh = clock.unix_ms() << _RANDOM_BITS
        # A step within the millisecond is random too, so that a neighbour's id cannot be guessed.
        _last = fresh | _drawn() if fresh > _last else _last + 1 + (_drawn() & 0xFFFF_FFFF)
        return _last


def _drawn() -> int:
    """Randomness that nobody else was given; under the lock."""
    global _pool, _at  # noqa: PLW0603 - as above
    if _at + _RANDOM_BYTES > len(_pool):
        _pool, _at = os.urandom(_PAGE), 0
    _at += _RANDOM_BYTES
    return int.from_bytes(_pool[_at - _RANDOM_BYTES : _at]) >> (8 * _RANDOM_BYTES - _RANDOM_BITS)


def _forget() -> None:
    """A child process must not give out what its parent does."""
    global _pool  # noqa: PLW0603 - as above
    _pool = b""


os.register_at_fork(after_in_child=_forget)


def _laid_out(value: int) -> int:
    """Put version and variant between the bits, as the RFC places them."""
    time_ms = value >> _RANDOM_BITS
    high, low = (value >> 62) & 0xFFF, value & ((1 << 62) - 1)
    return time_ms << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low


def encode(prefix: str, uuid: UUID) -> str:
    """Will write `mem` and an id as `mem_...`: fixed length, sorted like the id."""
    return f"{prefix}_{_text(uuid.int)}"


def new_text(prefix: str) -> str:
    """Will write a fresh id that nobody needs but as text."""
    return f"{prefix}_{_text(_laid_out(_next()))}"


def _text(value: int) -> str:
    pairs = _PAIRS
    return _high(value >> _LOW_BITS) + "".join([pairs[value >> shift & 1023] for shift in _SHIFTS])


@lru_cache(maxsize=1024)
def _high(value: int) -> str:
    """Will write an id's time, which it shares with those that were made beside it."""
    return "".join([_PAIRS[value >> shift & 1023] for shift in range(40, -1, -10)])


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


def made_at(uuid: UUID) -> datetime:
    """When an id of ours was made."""
    return datetime.fromtimestamp((uuid.int >> _LOW_BITS) / 1000, UTC)
