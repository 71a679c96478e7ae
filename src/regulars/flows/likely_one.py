"""Members who are likely one person: counted by a job, since that reads all of them.

Whoever was made one with another, erased or told apart since does not stand there any more.
"""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

import phonenumbers
from babel.core import get_global
from msgspec import Struct
from psycopg import Connection

from regulars.domains.members import likeness
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.domains.members.likeness import Pair
from regulars.flows import reported
from regulars.flows.reported import Counting
from regulars.flows.shops import Shop

MOST = 1000


class Likely(Struct, frozen=True):
    """Pairs as they were counted, the likeliest first, and how many there were in all."""

    pairs: tuple[Pair, ...]
    found: int


class Two(Struct, frozen=True):
    """Two members as they are, the one who joined first before the other, and what speaks for one
    person."""

    first: Member
    second: Member
    why: tuple[str, ...]


def count(conn: Connection, shop: Shop) -> Likely:
    """Will find pairs; as many more as were told apart, so that these crowd nobody out."""
    limit = MOST + len(likeness.apart(conn, shop.program_id))
    pairs, found = likeness.likely(
        conn, shop.program_id, calling=calling(shop.program.document.time_zone), limit=limit
    )
    return Likely(tuple(pairs), found)


def listed(conn: Connection, shop: Shop, text: str = "", why: str = "") -> list[Two]:
    """Will give those who still stand there, whom a text finds (one of them), by a reason."""
    pairs = cast("Likely", reported.read(conn, shop, COUNTING)).pairs
    told = {(one.member_id, one.other_id) for one in likeness.apart(conn, shop.program_id)}
    left = [
        one for one in pairs
        if (one.first_id, one.second_id) not in told and (not why or why in one.why)
    ]  # fmt: skip
    there = _there(conn, shop, left)
    if text:
        fit = {one.member_id for one in members.matching(conn, shop.program_id, text, list(there))}
        left = [one for one in left if fit & {one.first_id, one.second_id}]
    both = ((there.get(one.first_id), there.get(one.second_id), one.why) for one in left)
    return [
        Two(first, second, why_)
        for first, second, why_ in both
        if first is not None and second is not None and first.account_id != second.account_id
    ][:MOST]


def calling(zone: str) -> str:
    """Will give the calling code of the country that a time zone is in: '358'; '' for none."""
    region = get_global("zone_territories").get(zone, "")
    code = phonenumbers.country_code_for_region(region)
    return str(code) if code else ""


def _there(conn: Connection, shop: Shop, pairs: Sequence[Pair]) -> dict[UUID, Member]:
    wanted = list({one for pair in pairs for one in (pair.first_id, pair.second_id)})
    found = members.members(conn, shop.program_id, wanted) if wanted else []
    return {
        one.member_id: one for one in found
        if not (one.erased_at or one.merged_into or one.closed_at)
    }  # fmt: skip


COUNTING = Counting(name="likely-one", type=Likely, count=count)
