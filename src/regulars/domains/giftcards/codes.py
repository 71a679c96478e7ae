"""Codes of gift cards: as good as cash, so longer than a voucher's, with a letter against typos."""

import hashlib
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16  # 30^16: 78 bits of chance, and a check letter after them
_GROUP = 4
_SIZE = len(ALPHABET)


def new() -> str:
    """Will make a code: four groups of four, and the check letter."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return grouped(letters + check(letters))


def normal(text: str) -> str:
    """Will read what was typed: case, spaces and dashes do not matter; '' where it is no code."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    whole = len(letters) == LENGTH + 1 and all(letter in ALPHABET for letter in letters)
    return letters if whole and check(letters[:-1]) == letters[-1] else ""


def check(letters: str) -> str:
    """Will give the check letter: any one wrong letter, and most swapped neighbours, change it."""
    total = sum(
        _folded(ALPHABET.index(letter) * (1 + place % 2)) for place, letter in enumerate(letters)
    )
    return ALPHABET[-total % _SIZE]


def _folded(number: int) -> int:
    """Luhn's way of doubling, to a base of thirty: the two digits of a product are added."""
    return number // _SIZE + number % _SIZE


def grouped(letters: str) -> str:
    """Will write a code as people read it aloud."""
    last = LENGTH - _GROUP
    groups = [letters[at : at + _GROUP] for at in range(0, last, _GROUP)]
    return "-".join((*groups, letters[last:]))


def digest(program: str, text: str) -> str:
    """Will hash a code within its program; the code itself is not kept."""
    return hashlib.sha256(f"gift-card:{program}:{normal(text)}".encode()).hexdigest()
