"""What the flows of people do to the cards that come along: a name of the kind `card` is one."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct, structs
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.cards import operations as cards
from regulars.domains.cards import queries as found
from regulars.domains.cards.contracts import ACTIVE, Card
from regulars.domains.members import operations as members
from regulars.domains.members.contracts import Member, Ref
from regulars.flows.shops import Shop
from regulars.kit import ids

CARD = "card"


class Dealt(Struct, frozen=True, kw_only=True):
    """How a call for a card ended: created, repeated or refused."""

    status: str
    card: Card | None = None
    refused: Refused | None = None


def refuse(code: str, **params: str | int | bool) -> Dealt:
    """Will answer an expected no."""
    return Dealt(status="refused", refused=Refused(code=code, params=params))


def new(
    shop: Shop, member: Member, number: str, *, kind: str = "plastic", by: str = "",
    at: datetime | None = None,
) -> Card:  # fmt: skip
    """Will make a good card of a number that leads to the member already."""
    issued = at or shop.now
    return Card(
        card_id=ids.new(), program_id=shop.program_id, member_id=member.member_id, number=number,
        kind=kind, status=ACTIVE, reason="", issued_at=issued, changed_at=issued, changed_by=by,
    )  # fmt: skip


def register(
    conn: Connection, shop: Shop, member: Member, names: Iterable[Ref], at: datetime | None = None
) -> None:
    """Will write down the cards among names that became a member's; silent where there are none."""
    numbers = [one.value for one in names if one.kind == CARD]
    cards.add(conn, shop.program_id, [new(shop, member, one, at=at) for one in numbers])


def correct(
    conn: Connection, shop: Shop, before: Member, after: Member, taken: Iterable[Ref]
) -> Member:
    """Will follow a change of a member's own data: a number that is taken away was never theirs,
    a new one is a card. Gives the member with the newest good card."""
    if before.card == after.card:
        return after
    if before.card is not None:
        cards.drop(conn, shop.program_id, before.member_id, before.card)
    register(conn, shop, after, taken)
    return current(conn, shop, after)


def current(conn: Connection, shop: Shop, member: Member) -> Member:
    """Will give a member with the newest good card as their `card`, as it must be written down."""
    held = found.of_member(conn, shop.program_id, member.member_id)
    return structs.replace(member, card=found.newest_active(held))


def settle(conn: Connection, shop: Shop, member: Member) -> None:
    """Will write down which card of a locked member is the newest good one."""
    now = current(conn, shop, member)
    if now.card != member.card:
        members.change(conn, now)
