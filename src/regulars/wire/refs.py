"""References in paths and bodies: members, orders, cursors, and what callers typed in one form."""

import base64
import binascii
from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.events import queries as events
from regulars.domains.events.contracts import OrderKey
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import KINDS, Member, Ref
from regulars.kit import ids
from regulars.kit.contact import normal_email, normal_phone
from regulars.wire.problems import Problem, problem


def member_ref(text: str) -> Ref | Problem:
    """Will read 'mem_...', 'external_id:X', 'email:X', 'phone:X' or 'card:X'."""
    kind, colon, value = text.partition(":")
    if not colon:
        found = ids.decode("mem", text)
        return Ref("id", str(found)) if found else problem("ref_invalid", ref=text[:200])
    if kind not in KINDS or not value or len(value) > 200:
        return problem("ref_invalid", ref=text[:200])
    if kind == "email":
        email = normal_email(value)
        return Ref(kind, email) if email else problem("email_invalid", email=value)
    if kind == "phone":
        phone = normal_phone(value)
        return Ref(kind, phone) if phone else problem("phone_invalid", phone=value)
    return Ref(kind, value)


def member(conn: Connection, program_id: UUID, text: str) -> Member | Problem:
    """Will find the member that a reference names."""
    ref = member_ref(text)
    if isinstance(ref, Problem):
        return ref
    known = members.find(conn, program_id, [ref]).get(ref)
    if known is None or known.member_id is None:
        return problem("member_unknown", ref=text)
    return members.members(conn, program_id, [known.member_id])[0]


def order_key(conn: Connection, program_id: UUID, text: str) -> OrderKey | Problem:
    """Will read 'ord_...' or 'source:external_id'. An order by number need not be known yet."""
    if text.startswith("ord_"):
        found = ids.decode("ord", text)
        kept = events.orders_by_id(conn, program_id, [found]) if found else []
        return kept[0].key if kept else problem("order_unknown", order=text[:200])
    source, colon, external_id = text.partition(":")
    if not colon or not source or not external_id or len(text) > 400:
        return problem("ref_invalid", ref=text[:200])
    return OrderKey(program_id, source, external_id)


def write_cursor(parts: Sequence[str | int]) -> str:
    """Will write where a page ended, as an opaque text."""
    joined = "\x1f".join(str(part) for part in parts)
    return base64.urlsafe_b64encode(joined.encode()).decode().rstrip("=")


def read_cursor(text: str, count: int) -> list[str] | Problem:
    """Will read a cursor of so many parts; an empty one is the first page."""
    if not text:
        return []
    try:
        padded = text + "=" * (-len(text) % 4)
        parts = base64.urlsafe_b64decode(padded.encode("ascii", "strict")).decode().split("\x1f")
    except (binascii.Error, UnicodeError):
        return problem("cursor_invalid")
    return parts if len(parts) == count else problem("cursor_invalid")
