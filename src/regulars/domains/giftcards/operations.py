"""Writing gift cards down: what leads to them, and how they stand."""

from uuid import UUID

from msgspec import structs
from psycopg import Connection

from regulars.domains.giftcards import codes
from regulars.domains.giftcards.contracts import CardChange, GiftCard
from regulars.domains.giftcards.store import SQL

HINT = 4


def take(conn: Connection, program_id: UUID, kind: str, value: str, account_id: UUID) -> bool:
    """Will let a name lead to a card, unless it leads to one already."""
    columns = {"program_id": program_id, "kind": kind, "value": value, "account_id": account_id}
    return SQL.run(conn, "take_alias", columns) == 1


def add(conn: Connection, card: GiftCard) -> str:
    """Will write a new card down; gives its code, which nobody can be told again."""
    code = codes.new()
    SQL.run(conn, "insert_card", structs.asdict(structs.replace(card, hint=code[-HINT:])))
    _lead(conn, card, code)
    return code


def change(conn: Connection, card: GiftCard) -> None:
    """Will write down how a card stands."""
    SQL.run(conn, "change_card", structs.asdict(card))


def recode(conn: Connection, card: GiftCard) -> str:
    """Will give a card another code; the one before is good no more."""
    code = codes.new()
    owner = {"program_id": card.program_id, "account_id": card.account_id}
    SQL.run(conn, "retire_codes", owner)
    _lead(conn, card, code)
    change(conn, structs.replace(card, hint=code[-HINT:]))
    return code


def note(conn: Connection, change: CardChange) -> None:
    """Will write down what staff did to a card, and why."""
    SQL.run(conn, "insert_change", structs.asdict(change))


def _lead(conn: Connection, card: GiftCard, code: str) -> None:
    value = codes.digest(str(card.program_id), code)
    taken = take(conn, card.program_id, "code", value, card.account_id)
    assert taken, "a code of 78 bits is new"
