"""What making two of a member again would lead to: it is done, looked at, and undone by whoever
asks."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.core.parcels import brought
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.flows.merge_preview import Has, has
from regulars.flows.shops import Shop
from regulars.flows.split import split


class SplitPreview(Struct, frozen=True, kw_only=True):
    """The member as they are, and both as they become. `came` is what had been brought of each
    currency, `goes` what goes back; vouchers are counted the same way."""

    now: Has
    mine: Has | None = None
    theirs: Has | None = None
    came: Mapping[str, int] = {}
    goes: Mapping[str, int] = {}
    vouchers: tuple[int, int] = (0, 0)
    refused: Refused | None = None


def preview(conn: Connection, shop: Shop, keep: Member, merge_id: UUID) -> SplitPreview:
    """Will make two of a member and tell what came out. Undo the transaction: this is a
    question."""
    now = has(conn, shop, keep)
    done = split(conn, shop, keep, merge_id)
    if done.story is None or done.parcel is None or done.other is None:
        return SplitPreview(now=now, refused=done.answer.refused)
    both = members.members(conn, shop.program_id, [keep.member_id, done.other])
    found = {one.member_id: has(conn, shop, one) for one in both}
    goes: dict[str, int] = {}
    for lot in done.parcel.out.lots:
        goes[lot.currency] = goes.get(lot.currency, 0) + lot.amount
    moved = sum(len(one.fact.vouchers) for one in done.story.came)
    return SplitPreview(
        now=now, mine=found[keep.member_id], theirs=found[done.other],
        came=brought(done.story), goes=goes, vouchers=(moved, len(done.parcel.out.vouchers)),
    )  # fmt: skip
