"""Writing vouchers and redemptions: only from effects, set-based, silent when there are none."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.calendar import moment
from regulars.core.effects import (
    AnyEffect,
    RedemptionChanged,
    VoucherChanged,
    VoucherIssued,
)
from regulars.core.happened import Happened
from regulars.domains.rewards import pools
from regulars.domains.rewards.store import SQL
from regulars.kit import codes, ids

Pair = tuple[Happened, AnyEffect]


def apply(conn: Connection, happened: Sequence[Happened]) -> None:
    """Will write down what the effects say of vouchers and redemptions."""
    issued: list[tuple[Happened, VoucherIssued]] = []
    changed: list[tuple[Happened, VoucherChanged]] = []
    redeemed: list[tuple[Happened, RedemptionChanged]] = []
    for one in happened:
        for effect in one.effects:
            match effect:
                case VoucherIssued():
                    issued.append((one, effect))
                case VoucherChanged():
                    changed.append((one, effect))
                case RedemptionChanged():
                    redeemed.append((one, effect))
    if issued:
        _issue(conn, issued)
    if changed:
        _change(conn, changed)
    if redeemed:
        _redeem(conn, redeemed)


def _issue(conn: Connection, issued: list[tuple[Happened, VoucherIssued]]) -> None:
    given = _codes(conn, issued)
    columns: dict[str, list[object]] = {
        "account_ids": [one.account_id for one, _ in issued],
        "numbers": [effect.number for _, effect in issued],
        "voucher_ids": [ids.new() for _ in issued],
        "program_ids": [one.program_id for one, _ in issued],
        "codes": list(given),
        "aliases": [codes.normal(one) for one in given],
        "rewards": [effect.reward for _, effect in issued],
        "versions": [effect.version for _, effect in issued],
        "rules": [effect.rule for _, effect in issued],
        "whys": [msgspec.json.encode(effect.why).decode() for _, effect in issued],
        "event_nos": [one.event_no for one, _ in issued],
        "issued": [moment(effect.valid_from) for _, effect in issued],
        "expires": [_moment(effect.expires) for _, effect in issued],
        "uses": [effect.uses_left for _, effect in issued],
    }
    aliases = columns.pop("aliases")
    SQL.send(conn, "insert_vouchers", columns)
    for name, moved in (("insert_codes", False), ("move_codes", True)):
        mine = [
            i for i, (one, effect) in enumerate(issued)
            if bool(effect.moved_from in one.codes_kept) is moved
        ]  # fmt: skip
        if mine:
            alias = {"codes": aliases}
            alias |= {key: columns[key] for key in ("program_ids", "account_ids", "numbers")}
            picked = {key: [of[i] for i in mine] for key, of in alias.items()}
            SQL.send(conn, name, picked)


def _codes(conn: Connection, issued: list[tuple[Happened, VoucherIssued]]) -> list[str]:
    """A voucher that moved keeps its code; others have one of their pool, or a new one."""
    found = []
    for one, effect in issued:
        kept = one.codes_kept.get(effect.moved_from or 0)
        if kept is None and effect.codes:
            at = moment(effect.valid_from)
            kept = pools.take(conn, one.program_id, effect.codes, one.account_id, at)
        found.append(kept or codes.new(effect.code_prefix))
    return found


def _change(conn: Connection, changed: list[tuple[Happened, VoucherChanged]]) -> None:
    _stand(conn, changed)
    used = [(one, effect) for one, effect in changed if effect.status == "used"]
    if used:
        columns = {
            "account_ids": [one.account_id for one, _ in used],
            "numbers": [effect.number for _, effect in used],
            "event_nos": [one.event_no for one, _ in used],
            "order_refs": [effect.order_id for _, effect in used],
            "saved": [effect.saved_minor for _, effect in used],
            "used": [moment(effect.at) for _, effect in used],
        }
        SQL.send(conn, "insert_uses", columns)
    back = [(one, effect) for one, effect in changed if effect.status in ("reinstated", "unsaved")]
    if back:
        columns = {
            "account_ids": [one.account_id for one, _ in back],
            "numbers": [effect.number for _, effect in back],
            "event_nos": [effect.use for _, effect in back],
            "ats": [moment(effect.at) for _, effect in back],
        }
        SQL.send(conn, "reinstate_uses", columns)


def _stand(conn: Connection, changed: list[tuple[Happened, VoucherChanged]]) -> None:
    # The last word on each voucher is what stands; uses and reinstatements are kept one by one.
    pairs = [
        ((one.account_id, effect.number), effect)
        for one, effect in changed
        if effect.status != "unsaved"
    ]
    last = dict(pairs)
    # Only these say how many uses are left; a voucher that ends keeps its count.
    counted = {key: one for key, one in pairs if one.status in ("used", "reinstated")}
    if last:
        columns = {
            "account_ids": [account for account, _ in last],
            "numbers": [number for _, number in last],
            "statuses": [_status(effect) for effect in last.values()],
            "counted": [key in counted for key in last],
            "uses": [counted[key].uses_left if key in counted else None for key in last],
            "ended": [
                None if _status(effect) == "open" else moment(effect.at) for effect in last.values()
            ],
        }
        SQL.send(conn, "change_vouchers", columns)


def _status(effect: VoucherChanged) -> str:
    if effect.status == "reinstated":
        return "open"
    if effect.status == "used" and effect.uses_left != 0:
        return "open"
    return effect.status


def _redeem(conn: Connection, redeemed: list[tuple[Happened, RedemptionChanged]]) -> None:
    new = [(one, effect) for one, effect in redeemed if effect.status == "reserved"]
    if new:
        columns: dict[str, list[object]] = {
            "account_ids": [one.account_id for one, _ in new],
            "numbers": [effect.number for _, effect in new],
            "redemption_ids": [ids.new() for _ in new],
            "program_ids": [one.program_id for one, _ in new],
            "rewards": [effect.reward for _, effect in new],
            "currencies": [effect.currency for _, effect in new],
            "amounts": [effect.amount for _, effect in new],
            "pieces": [msgspec.json.encode(effect.pieces).decode() for _, effect in new],
            "order_refs": [effect.order_id for _, effect in new],
            "event_nos": [one.event_no for one, _ in new],
            "reserved": [moment(effect.at) for _, effect in new],
            "expires": [_moment(effect.expires) for _, effect in new],
            "vouchers": [effect.voucher for _, effect in new],
            "worths": [effect.worth_minor for _, effect in new],
            "mores": [msgspec.json.encode(effect.more).decode() for _, effect in new],
            "charges": [msgspec.json.encode(effect.charges).decode() for _, effect in new],
        }
        SQL.send(conn, "insert_redemptions", columns)
    last = {
        (one.account_id, effect.number): effect
        for one, effect in redeemed
        if effect.status != "reserved"
    }
    if last:
        columns = {
            "account_ids": [account for account, _ in last],
            "numbers": [number for _, number in last],
            "statuses": [effect.status for effect in last.values()],
            "restored": [effect.restored for effect in last.values()],
            "vouchers": [effect.voucher for effect in last.values()],
            "order_refs": [effect.order_id for effect in last.values()],
            "ats": [moment(effect.at) for effect in last.values()],
            "receipts": [effect.receipt for effect in last.values()],
            "mores": [msgspec.json.encode(effect.more).decode() for effect in last.values()],
        }
        SQL.send(conn, "change_redemptions", columns)


def _moment(at: int | None) -> datetime | None:
    return moment(at) if at is not None else None


def add_codes(conn: Connection, program_id: UUID, pool: str, texts: Sequence[str]) -> int:
    """Will add one-time codes to a pool; answers how many were new."""
    hashes = sorted({codes.digest(str(program_id), text) for text in texts})
    return SQL.run(conn, "add_once", {"program_id": program_id, "pool": pool, "hashes": hashes})


def claim_code(
    conn: Connection, program_id: UUID, code: str, account_id: UUID, now: datetime
) -> str | None:
    """Will claim a one-time code for an account; gives its pool, None when it is not free."""
    columns = {
        "program_id": program_id,
        "code_hash": codes.digest(str(program_id), code),
        "account_id": account_id,
        "now": now,
    }
    found = SQL.rows(conn, "claim_once", columns)
    return str(found[0][0]) if found else None
