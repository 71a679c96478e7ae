"""What a verification found, in words."""

from datetime import datetime

from msgspec import Struct

from regulars.domains.ledger import verifications
from regulars.domains.ledger.contracts import Finding
from regulars.entrypoints.console.access import Visit
from regulars.kit import ids


class Proof(Struct, frozen=True, kw_only=True):
    """The last verification: when, how much, and what does not agree."""

    at: datetime
    accounts: int
    entries: int
    found: int
    lines: tuple[str, ...]


def last(visit: Visit) -> Proof | None:
    """Will give the last verification of the whole ledger."""
    one = verifications.last(visit.conn, visit.program_id)
    if one is None:
        return None
    return Proof(
        at=one.verified_at, accounts=one.accounts, entries=one.entries, found=one.found,
        lines=tuple(line(finding) for finding in one.findings),
    )  # fmt: skip


def line(one: Finding) -> str:
    """Will say a finding in one line, without anything personal."""
    where = f"{one.table}.{one.column}" if one.column else one.table
    whose = ids.encode("acc", one.account_id) if one.account_id else ""
    number = f"#{one.seq}" if one.seq is not None else ""
    return " ".join(part for part in (one.code, where, whose, number, one.detail) if part)
