"""References in paths and bodies: members, orders, cursors, and what callers typed in one form."""

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.events import queries as events
from regulars.domains.events.contracts import OrderKey
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import KINDS, Known, Member, Ref
from regulars.kit import ids, paths
from regulars.kit.contact import normal_email, normal_phone
from regulars.wire.problems import Problem, problem

KEY_BYTES_MAX = 500
FINDING = (
    "member_unknown", "ref_invalid", "email_invalid", "phone_invalid", "card_blocked",
    "card_replaced",
)  # fmt: skip
"""What a call may answer that finds somebody by a reference."""


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
    return named(conn, program_id, [text])[0]


def named(conn: Connection, program_id: UUID, texts: Sequence[str]) -> list[Member | Problem]:
    """Will find the members whom references name, each or why not."""
    refs = [member_ref(text) for text in texts]
    readable = {ref for ref in refs if isinstance(ref, Ref)}
    known = members.find(conn, program_id, list(readable)) if readable else {}
    wanted = {one.member_id for one in known.values() if one.member_id}
    people = {one.member_id: one for one in members.members(conn, program_id, sorted(wanted))}
    return [
        ref if isinstance(ref, Problem) else _named(text, known.get(ref), people)
        for text, ref in zip(texts, refs, strict=True)
    ]


def _named(text: str, known: Known | None, people: Mapping[UUID, Member]) -> Member | Problem:
    if known is None or known.member_id is None:
        return problem("member_unknown", ref=text)
    if known.barred:
        return problem(known.barred)
    found = people[known.member_id]
    # An erased member's id leads nowhere, as if they had never been.
    return found if found.erased_at is None else problem("member_unknown", ref=text)


def order_key(conn: Connection, program_id: UUID, text: str) -> OrderKey | Problem:
    """Will read 'ord_...' or 'source:external_id'. An order by number need not be known yet."""
    return order_keys(conn, program_id, [text])[0]


def order_keys(
    conn: Connection, program_id: UUID, texts: Sequence[str]
) -> list[OrderKey | Problem]:
    """Will read many of them."""
    by_id = {text: ids.decode("ord", text) for text in texts if text.startswith("ord_")}
    wanted = sorted({one for one in by_id.values() if one})
    kept = events.orders_by_id(conn, program_id, wanted) if wanted else []
    known = {one.order_id: one.key for one in kept}
    return [
        (known.get(found) if (found := by_id[text]) else None)
        or problem("order_unknown", order=text[:200])
        if text in by_id
        else _order_number(program_id, text)
        for text in texts
    ]


def _order_number(program_id: UUID, text: str) -> OrderKey | Problem:
    source, colon, external_id = text.partition(":")
    if not colon or not source or not external_id or len(text) > 400:
        return problem("ref_invalid", ref=text[:200])
    return OrderKey(program_id, source, external_id)


def event_key(text: str) -> str:
    """Will give the key under which an event happens once; a very long one as its hash.

    An index holds 2,704 bytes a row, and names may be 200 characters of four bytes each.
    """
    raw = text.encode()
    if len(raw) <= KEY_BYTES_MAX:
        return text
    return f"{text.partition(':')[0]}:#{hashlib.sha256(raw).hexdigest()}"


def refund_key(order: OrderKey, name: str) -> str:
    """Will give the key of an order's refund: the same at every door, no other refund's."""
    # Escaped, so that order '1' with name '2/3' is not order '1/2' with name '3'.
    return event_key(f"refund:{paths.joined(order.source, order.external_id, name)}")


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
    whole = len(parts) == count and not any("\0" in part for part in parts)
    return parts if whole else problem("cursor_invalid")


def read_number(text: str) -> int | Problem | None:
    """Will read a cursor of one whole number; None is the first page."""
    parts = read_cursor(text, 1)
    if isinstance(parts, Problem) or not parts:
        return parts if isinstance(parts, Problem) else None
    fits = parts[0].isascii() and parts[0].isdecimal() and len(parts[0]) <= 18
    return int(parts[0]) if fits else problem("cursor_invalid")


def read_id(text: str) -> UUID | Problem | None:
    """Will read a cursor of one id; None is the first page."""
    parts = read_cursor(text, 1)
    if isinstance(parts, Problem) or not parts:
        return parts if isinstance(parts, Problem) else None
    try:
        return UUID(parts[0])
    except ValueError:
        return problem("cursor_invalid")
