"""Codes that people read aloud and type: no letters that look alike, and too many to be guessed."""

import hashlib
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12  # 30^12: 58 bits, more than guessing under the rate limit can search


def new(prefix: str = "") -> str:
    """Will make a code in groups of four: 'K7QM-2XVB-94HT', after its prefix if it has one."""
    letters = [secrets.choice(ALPHABET) for _ in range(LENGTH)]
    groups = ["".join(letters[i : i + 4]) for i in range(0, LENGTH, 4)]
    return "-".join([prefix, *groups] if prefix else groups)


def normal(text: str) -> str:
    """Will read what was typed: case, spaces and dashes do not matter."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def digest(program: str, text: str) -> bytes:
    """Will hash a one-time code, within its program; the code itself is not kept."""
    return hashlib.sha256(f"{program}:{normal(text)}".encode()).digest()
