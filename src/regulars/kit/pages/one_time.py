"""One-time codes as people type them: six digits, kept as a slow hash."""

import secrets

from django.contrib.auth.hashers import check_password, make_password

DIGITS = 6


def fresh() -> tuple[str, str]:
    """Will make a code and its hash. Make one for nobody, too: it is what takes the time."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    return code, make_password(code)


def fits(typed: str, code_hash: str | None) -> bool:
    """Will tell whether a code was typed, spaces aside; without a hash to compare with it is wrong,
    and takes as long."""
    digits = "".join(letter for letter in typed if letter.isdecimal() and letter.isascii())
    if code_hash is None:
        make_password(digits)
        return False
    return check_password(digits, code_hash)
