"""The code on a member's phone: it changes every half minute, and the phone needs no network.

RFC 6238 with SHA-256 and eight digits, after a letter for the form and an alias for the phone. Each
step is used at one till only; off-line, a till keeps it for its own sale.
"""

import hmac
import secrets
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.domains import phones
from regulars.domains.phones.contracts import Phone
from regulars.kit import codes

FORM = "V1"
ALIAS, DIGITS = 10, 8
STEP_SECONDS = 30
DRIFT = 1  # steps before and after, for clocks that differ
PHONES_MOST = 5
_LENGTH = len(FORM) + ALIAS + DIGITS


def begin(conn: Connection, program_id: UUID, member_id: UUID, now: datetime) -> Phone:
    """Will make a secret for one phone; the oldest phones beyond a few are forgotten."""
    known = phones.queries.of_member(conn, program_id, member_id)
    old = [one.alias for one in known[PHONES_MOST - 1 :]]
    if old:
        phones.operations.drop(conn, program_id, member_id, old)
    phone = Phone(
        program_id=program_id, member_id=member_id, secret=secrets.token_bytes(32), made_at=now,
        alias="".join(secrets.choice(codes.ALPHABET) for _ in range(ALIAS)),
    )  # fmt: skip
    phones.operations.add(conn, phone)
    return phone


def step_at(instant: datetime) -> int:
    """Will give the number of the half minute that an instant lies in."""
    return int(instant.timestamp()) // STEP_SECONDS


def digits(secret: bytes, step: int) -> str:
    """Will give the digits of a step (RFC 6238, by RFC 4226's truncation)."""
    mac = hmac.digest(secret, step.to_bytes(8, "big"), "sha256")
    at = mac[-1] & 15
    number = int.from_bytes(mac[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def shown(phone: Phone, instant: datetime) -> str:
    """Will write what the phone shows at an instant."""
    return FORM + phone.alias + digits(phone.secret, step_at(instant))


def read(text: str) -> tuple[str, str] | None:
    """Will read alias and digits of a code, as scanned or typed; None: it is no such code."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum() and letter.isascii())
    if len(letters) != _LENGTH or not letters.startswith(FORM):
        return None
    alias, typed = letters[len(FORM) : -DIGITS], letters[-DIGITS:]
    return (alias, typed) if typed.isdecimal() and set(alias) <= set(codes.ALPHABET) else None


def who(
    conn: Connection, program_id: UUID, text: str, at: datetime, by: str, *, late: bool = False
) -> UUID | None:
    """Will find the member whose phone shows a code at an instant, and use its step up at `by`.

    None: there is no such code, or its time is over, or it was shown elsewhere. `late`: a till kept
    it while it was off-line; newer steps may have been used meanwhile.
    """
    parts = read(text)
    phone = phones.queries.by_alias(conn, program_id, parts[0]) if parts else None
    if parts is None or phone is None:
        return None
    near = range(step_at(at) - DRIFT, step_at(at) + DRIFT + 1)
    found = [one for one in near if hmac.compare_digest(digits(phone.secret, one), parts[1])]
    if not found:
        return None
    used = phones.operations.use(conn, program_id, phone.alias, found[-1], by)
    return phone.member_id if used or late else None
