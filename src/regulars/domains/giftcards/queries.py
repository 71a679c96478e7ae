"""Finding gift cards."""

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.domains.giftcards import codes
from regulars.domains.giftcards.contracts import CardChange, GiftCard
from regulars.domains.giftcards.store import SQL

LAST = UUID(int=2**128 - 1)


def account(conn: Connection, program_id: UUID, kind: str, value: str) -> UUID | None:
    """Will give the card that a payment or voucher was for."""
    wanted = {"program_id": program_id, "kind": kind, "value": value}
    rows = SQL.rows(conn, "find", wanted)
    return rows[0][0] if rows else None


def by_code(conn: Connection, program_id: UUID, code: str) -> GiftCard | None:
    """Will give the card with this code, however it was typed."""
    if not codes.normal(code):
        return None
    found = account(conn, program_id, "code", codes.digest(str(program_id), code))
    return cards(conn, program_id, [found]).get(found) if found else None


def by_old_code(conn: Connection, program_id: UUID, code: str) -> GiftCard | None:
    """Will give the card whose code this was before it was replaced."""
    if not codes.normal(code):
        return None
    found = account(conn, program_id, "old-code", codes.digest(str(program_id), code))
    return cards(conn, program_id, [found]).get(found) if found else None


def cards(conn: Connection, program_id: UUID, account_ids: Sequence[UUID]) -> dict[UUID, GiftCard]:
    """Will give which of these accounts are gift cards."""
    wanted = {"program_id": program_id, "account_ids": list(account_ids)}
    found = SQL.records(conn, "cards", wanted, into=GiftCard)
    return {one.account_id: one for one in found}


def bought_with(conn: Connection, program_id: UUID, refs: Sequence[str]) -> list[GiftCard]:
    """Will give the cards that were bought with an order, by any of its names."""
    wanted = {"program_id": program_id, "refs": list(refs)}
    return SQL.records(conn, "bought_with", wanted, into=GiftCard)


def changes(
    conn: Connection, program_id: UUID, account_ids: Sequence[UUID]
) -> dict[UUID, list[CardChange]]:
    """Will give what staff did to these cards, the newest first."""
    wanted = {"program_id": program_id, "account_ids": list(account_ids)}
    found: dict[UUID, list[CardChange]] = {}
    for one in SQL.records(conn, "changes", wanted, into=CardChange):
        found.setdefault(one.account_id, []).append(one)
    return found


def newest(
    conn: Connection, program_id: UUID, *, search: str = "", before: UUID | None = None, limit: int
) -> list[GiftCard]:
    """Will give cards, the newest first; `search` is the end of a code or a payment."""
    letters = "".join(letter for letter in search.upper() if letter.isalnum())
    wanted = {
        "program_id": program_id, "before": before or LAST, "payment": search,
        "hint": letters[-4:], "limit": limit,
    }  # fmt: skip
    return SQL.records(conn, "newest", wanted, into=GiftCard)
