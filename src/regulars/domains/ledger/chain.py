"""The canonical encoding that every hash of the ledger is made over, version 1.

A hash is SHA-256 over one JSON array without spaces, in UTF-8. Its first element names what it is.
Ids are hyphenated lower-case text, bytes are padded base64, instants are whole microseconds since
1970, and JSON columns are their stored text as a string. Rows that belong to an entry follow in the
order of their numbers. Anyone can compute it again without this program.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import msgspec

Values = tuple[object, ...]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_encode = msgspec.json.Encoder(uuid_format="canonical", decimal_format="string").encode


def micros(at: datetime) -> int:
    """Will give an instant in microseconds since 1970, exactly."""
    return (at - EPOCH) // _MICROSECOND


def genesis(account_id: UUID, program_id: UUID, opened_at: datetime) -> bytes:
    """Will give the head of a chain without entries."""
    return _hash(("regulars.ledger.account/1", account_id, program_id, micros(opened_at)))


def entry_hash(columns: Values, transfers: Values, lots: Values, consumptions: Values) -> bytes:
    """Will give an entry's hash.

    `columns`: account_id, seq, kind, origin, event_no, program_version, rule, why,
    reason_commitment, actor, effective_at, booked_at, prev_hash. Transfers: n, currency, debit,
    credit, amount. Lots: number, currency, amount, available_at, expires_at, inactive.
    Consumptions: n, lot, amount.
    """
    return _hash(("regulars.ledger.entry/1", columns, transfers, lots, consumptions))


def commitment(salt: bytes, text: str) -> bytes:
    """Will give what an entry keeps of a free text: nothing can be read out of it."""
    return sha256(salt + text.encode()).digest()


def first_checkpoint(program_id: UUID) -> bytes:
    """Will give what the first checkpoint of a program follows."""
    return _hash(("regulars.ledger.checkpoints/1", program_id))


def checkpoint_hash(
    program_id: UUID, number: int, sealed_at: datetime, figures: Values, prev_hash: bytes
) -> bytes:
    """Will give a checkpoint's hash; the figures are accounts, entries, root."""
    at = micros(sealed_at)
    return _hash(("regulars.ledger.checkpoint/1", program_id, number, at, *figures, prev_hash))


def seal_leaf(account_id: UUID, number: int, program_id: UUID, seq: int, head: bytes) -> bytes:
    """Will give the leaf of the Merkle tree for one account, prefixed as RFC 6962 has it."""
    return _leaf(("regulars.ledger.seal/1", account_id, number, program_id, seq, head))


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """Will give the RFC 6962 root over leaf hashes, keeping only one hash for each level."""
    full: list[tuple[int, bytes]] = []  # sizes fall, each a power of two
    for leaf in leaves:
        size, node = 1, leaf
        while full and full[-1][0] == size:
            node = _node(full.pop()[1], node)
            size *= 2
        full.append((size, node))
    if not full:
        return sha256().digest()
    root = full.pop()[1]
    while full:
        root = _node(full.pop()[1], root)
    return root


def _hash(values: Values) -> bytes:
    return sha256(_encode(values)).digest()


def _leaf(values: Values) -> bytes:
    return sha256(b"\x00" + _encode(values)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
