"""What making two members one would lead to: it is done, looked at, and undone by the caller."""

from collections.abc import Mapping

from msgspec import Struct
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.domains.rewards import queries as rewards
from regulars.flows.shops import Shop
from regulars.flows.standing import standing
from regulars.flows.unite import unite


class Has(Struct, frozen=True, kw_only=True):
    """What a member has. `pots` are by currency, `vouchers` the open ones, `limits` how many
    limits they have used something of."""

    member: Member
    pots: Mapping[str, Mapping[str, int]]
    vouchers: int
    levels: tuple[str, ...]
    limits: int


class Preview(Struct, frozen=True, kw_only=True):
    """Both as they are, and the one whom they become; `refused` where they cannot."""

    mine: Has
    theirs: Has
    after: Has | None = None
    refused: Refused | None = None


def preview(conn: Connection, shop: Shop, keep: Member, other: Member) -> Preview:
    """Will unite two members and tell what came out. Undo the transaction: this is a question."""
    mine, theirs = has(conn, shop, keep), has(conn, shop, other)
    answer = unite(conn, shop, keep, other)
    if answer.refused is not None:
        return Preview(mine=mine, theirs=theirs, refused=answer.refused)
    found = members.members(conn, shop.program_id, [keep.member_id])[0]
    return Preview(mine=mine, theirs=theirs, after=has(conn, shop, found))


def has(conn: Connection, shop: Shop, member: Member) -> Has:
    """Will tell what a member has now."""
    state = standing(conn, shop, member.account_id)
    return Has(
        member=member,
        pots=ledger.balances(conn, [member.account_id]).get(member.account_id, {}),
        vouchers=len(rewards.open_vouchers(conn, [member.account_id])),
        levels=tuple(one.level for one in (state.tier, *state.tiers.values()) if one.level),
        limits=len(state.counters),
    )
