"""Guessing codes is slow: misses are counted by member, key and address for a quarter of an hour.

Codes that were made are too many to be guessed; words that a shop made up for a campaign are not.
A miss is written down although its answer is a no, and of many at once no more than the limit learn
that they missed.
"""

import math
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.giftcards import queries as giftcards
from regulars.domains.giftcards.contracts import GiftCard
from regulars.domains.guesses import operations as guesses
from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Voucher
from regulars.flows.shops import Shop

MOST = {"member": 10, "address": 30, "key": 1000}
TOO_MANY = "too_many_attempts"
MISSES = (
    "check_in_code_unknown",
    "code_unknown",
    "phone_code_unknown",
    "code_used",
    "voucher_unknown",
    "gift_card_unknown",
)
WRITTEN = (*MISSES, TOO_MANY)


class Asker(Struct, frozen=True, kw_only=True):
    """Who types a code in: with which key, and from which address if the caller says so."""

    key_id: UUID
    address: str = ""


def barred(
    conn: Connection, shop: Shop, asker: Asker, account_id: UUID | None = None
) -> Refused | None:
    """Will tell whether somebody has missed too often. Refusal: too_many_attempts."""
    found = guesses.counts(conn, shop.program_id, _whos(asker, account_id), shop.now)
    return _over(shop, found, spare=0)


def missed(
    conn: Connection, shop: Shop, asker: Asker, code: str, account_id: UUID | None = None
) -> Refused:
    """Will count a miss. Refusal: too_many_attempts where it is one too many, else `code`."""
    found = guesses.miss(conn, shop.program_id, _whos(asker, account_id), shop.now)
    return _over(shop, found, spare=1) or Refused(code=code)


def hit(conn: Connection, shop: Shop, account_id: UUID) -> None:
    """Will forget a member's misses: they have a code."""
    guesses.forget(conn, shop.program_id, f"member:{account_id}")


def voucher(conn: Connection, shop: Shop, asker: Asker, code: str) -> Voucher | Refused:
    """Will find a voucher by its code. Refusals: voucher_unknown, too_many_attempts."""
    no = barred(conn, shop, asker)
    if no is not None:
        return no
    found = rewards.by_code(conn, shop.program_id, code)
    return found or missed(conn, shop, asker, "voucher_unknown")


def gift_card(conn: Connection, shop: Shop, asker: Asker, code: str) -> GiftCard | Refused:
    """Will find a gift card by its code. Refusals: gift_card_unknown, gift_card_replaced,
    too_many_attempts."""
    no = barred(conn, shop, asker)
    if no is not None:
        return no
    found = giftcards.by_code(conn, shop.program_id, code)
    if found is not None:
        return found
    newer = giftcards.by_old_code(conn, shop.program_id, code)
    if newer is not None:
        return Refused(code="gift_card_replaced", params={"hint": newer.hint})
    return missed(conn, shop, asker, "gift_card_unknown")


def _whos(asker: Asker, account_id: UUID | None) -> list[str]:
    whos = [f"key:{asker.key_id}"]
    whos += [f"address:{asker.address}"] if asker.address else []
    return whos + ([f"member:{account_id}"] if account_id else [])


def _over(shop: Shop, found: dict[str, guesses.Count], *, spare: int) -> Refused | None:
    over = [
        began for who, (times, began) in found.items()
        if times - spare >= MOST[who.partition(":")[0]]
    ]  # fmt: skip
    if not over:
        return None
    seconds = math.ceil((max(over) + guesses.WINDOW - shop.now).total_seconds())
    return Refused(code=TOO_MANY, params={"seconds": seconds, "minutes": -(-seconds // 60)})
