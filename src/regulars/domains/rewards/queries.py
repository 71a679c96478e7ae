"""Reading vouchers and redemptions."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from regulars.domains.rewards.contracts import Redemption, Use, Voucher
from regulars.domains.rewards.store import SQL
from regulars.kit import codes

FAR = datetime(9000, 1, 1, tzinfo=UTC)
LAST = UUID(int=2**128 - 1)


def vouchers(conn: Connection, account_ids: Sequence[UUID]) -> list[Voucher]:
    """Will give all vouchers of accounts, newest first."""
    return SQL.records(conn, "vouchers_of", {"account_ids": list(account_ids)}, into=Voucher)


def open_vouchers(conn: Connection, account_ids: Sequence[UUID]) -> list[Voucher]:
    """Will give the open vouchers of accounts, the first to expire first."""
    return SQL.records(conn, "open_vouchers", {"account_ids": list(account_ids)}, into=Voucher)


def numbered(conn: Connection, wanted: Sequence[tuple[UUID, int]]) -> list[Voucher]:
    """Will give vouchers by account and number."""
    columns = {
        "account_ids": [one for one, _ in wanted],
        "numbers": [number for _, number in wanted],
    }
    return SQL.records(conn, "vouchers_by_number", columns, into=Voucher) if wanted else []


def by_code(conn: Connection, program_id: UUID, code: str) -> Voucher | None:
    """Will find a voucher of a program by what was typed."""
    wanted = {"program_id": program_id, "code": codes.normal(code)}
    found = SQL.rows(conn, "by_code", wanted)
    return numbered(conn, [(found[0][0], found[0][1])])[0] if found else None


def page(
    conn: Connection, program_id: UUID, *, status: str = "", limit: int = 50, offset: int = 0
) -> list[Voucher]:
    """Will give a program's vouchers, newest first."""
    wanted = {"program_id": program_id, "status": status, "limit": limit, "offset": offset}
    return SQL.records(conn, "vouchers_page", wanted, into=Voucher)


def newest(
    conn: Connection, program_id: UUID, *, status: str = "",
    before: tuple[datetime, UUID] | None = None, limit: int = 50,
) -> list[Voucher]:  # fmt: skip
    """Will give a program's vouchers, newest first, from before one of them on."""
    issued_at, voucher_id = before or (FAR, LAST)
    wanted = {
        "program_id": program_id, "status": status, "issued_at": issued_at,
        "voucher_id": voucher_id, "limit": limit,
    }  # fmt: skip
    name = "newest_vouchers_with" if status else "newest_vouchers"
    return SQL.records(conn, name, wanted, into=Voucher)


def ended(
    conn: Connection, account_id: UUID, *, before: tuple[datetime, int], limit: int
) -> list[Voucher]:
    """Will give an account's vouchers that ran out, the last one first."""
    wanted = {
        "account_id": account_id, "ended_at": before[0], "number": before[1], "limit": limit
    }  # fmt: skip
    return SQL.records(conn, "ended_vouchers", wanted, into=Voucher)


def given_by_time(conn: Connection, account_id: UUID, *, before: int, limit: int) -> list[Voucher]:
    """Will give an account's vouchers that no event brought, the last one first."""
    wanted = {"account_id": account_id, "before": before, "limit": limit}
    return SQL.records(conn, "vouchers_by_time", wanted, into=Voucher)


Named = Sequence[tuple[UUID, str]]
"""Accounts, each with a name of an order."""


def uses_on(conn: Connection, orders: Named) -> list[Use]:
    """Will give the uses of vouchers on orders."""
    return SQL.records(conn, "uses_on", _named(orders), into=Use) if orders else []


def redemptions_on(conn: Connection, orders: Named) -> list[Redemption]:
    """Will give the committed redemptions tied to orders."""
    return SQL.records(conn, "redemptions_on", _named(orders), into=Redemption) if orders else []


def _named(orders: Named) -> dict[str, list[Any]]:
    return {"account_ids": [one for one, _ in orders], "order_refs": [ref for _, ref in orders]}


def redemptions_for(
    conn: Connection, program_id: UUID, order_refs: Sequence[str]
) -> list[Redemption]:
    """Will give the committed redemptions of all accounts that are tied to an order."""
    wanted = {"program_id": program_id, "order_refs": list(order_refs)}
    return SQL.records(conn, "redemptions_for", wanted, into=Redemption)


def uses_of(conn: Connection, vouchers: Sequence[tuple[UUID, int]]) -> list[Use]:
    """Will give all uses of vouchers (account, number) that were not reinstated."""
    wanted = {
        "account_ids": [one for one, _ in vouchers],
        "numbers": [number for _, number in vouchers],
    }
    return SQL.records(conn, "uses_of", wanted, into=Use) if vouchers else []


def begun_by(conn: Connection, events: Sequence[tuple[UUID, int]]) -> list[Redemption]:
    """Will find the redemptions that events of accounts began."""
    wanted = {
        "account_ids": [account_id for account_id, _ in events],
        "event_nos": [event_no for _, event_no in events],
    }
    return SQL.records(conn, "redemptions_begun_by", wanted, into=Redemption) if events else []


def redemption(conn: Connection, program_id: UUID, redemption_id: UUID) -> Redemption | None:
    """Will find a redemption of a program by its id."""
    found = redemptions_by_id(conn, program_id, [redemption_id])
    return found[0] if found else None


def redemptions_by_id(
    conn: Connection, program_id: UUID, redemption_ids: Sequence[UUID]
) -> list[Redemption]:
    """Will find redemptions of a program by their ids."""
    wanted = {"redemption_ids": list(redemption_ids), "program_id": program_id}
    return SQL.records(conn, "redemptions_by_id", wanted, into=Redemption) if redemption_ids else []


def accounts_of(conn: Connection, program_id: UUID, redemption_ids: Sequence[UUID]) -> list[UUID]:
    """Will tell whose accounts redemptions are of, without reading them."""
    if not redemption_ids:
        return []
    wanted = {"redemption_ids": list(redemption_ids), "program_id": program_id}
    return [row[0] for row in SQL.rows(conn, "accounts_of_redemptions", wanted)]


def redemptions(conn: Connection, account_id: UUID) -> list[Redemption]:
    """Will give an account's redemptions, newest first."""
    return SQL.records(conn, "redemptions_of", {"account_id": account_id}, into=Redemption)


def counts(conn: Connection, program_id: UUID) -> dict[str, int]:
    """Will count a program's vouchers by status."""
    return dict(SQL.rows(conn, "count_vouchers", {"program_id": program_id}))


def issued_by_rule(conn: Connection, program_id: UUID) -> dict[str, int]:
    """Will count the vouchers that each rule and stamp card gave and that were not taken back."""
    return dict(SQL.rows(conn, "issued_by_rule", {"program_id": program_id}))


def once(
    conn: Connection, program_id: UUID, code: str
) -> tuple[str, UUID | None, datetime | None] | None:
    """Will give a one-time code's pool, and who used it when; None where there is no such code."""
    wanted = {"program_id": program_id, "code_hash": codes.digest(str(program_id), code)}
    found = SQL.rows(conn, "once", wanted)
    return (found[0][0], found[0][1], found[0][2]) if found else None
