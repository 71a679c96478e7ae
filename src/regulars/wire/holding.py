"""Accounts of a group of calls, held at once before the first call is made.

Calls that follow one another in one transaction would lock their accounts in the order in which
they came. Two groups with members in common could then wait for each other in a circle, until
PostgreSQL undoes one of them. Whose account a call is about is told from its address and its body;
what cannot be told so is locked by the call itself.
"""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct
from psycopg import Connection

from regulars.domains.events import queries as events
from regulars.domains.events.contracts import OrderKey
from regulars.domains.ledger import operations as ledger
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.domains.rewards import queries as rewards
from regulars.flows.books import Books
from regulars.flows.shops import Shop
from regulars.kit import ids
from regulars.wire.orders import OrderIn, buyer
from regulars.wire.problems import Problem
from regulars.wire.refs import member_ref, order_keys
from regulars.wire.requests import Wanted


class _About(Struct):
    """What calls say of whom they are about."""

    members: set[Ref]
    orders: set[str]
    redemptions: set[UUID]


def hold(conn: Connection, shop: Shop, wanted: Sequence[Wanted]) -> None:
    """Will lock what the calls share, then the accounts that they are about, in id order."""
    Books(conn, shop)  # shared limits come before accounts, here as in every flow
    ledger.hold(conn, accounts(conn, shop, wanted))


def accounts(conn: Connection, shop: Shop, wanted: Sequence[Wanted]) -> set[UUID]:
    """Will tell whose accounts calls are about, as far as that can be told."""
    about = _About(set(), set(), set())
    for one in wanted:
        _note(one, about)
    keys = order_keys(conn, shop.program_id, sorted(about.orders))
    found = set(events.holders(conn, [one for one in keys if isinstance(one, OrderKey)]))
    found |= set(rewards.accounts_of(conn, shop.program_id, sorted(about.redemptions)))
    named = sorted(about.members, key=lambda ref: (ref.kind, ref.value))
    known = members.find(conn, shop.program_id, named) if named else {}
    return found | {one.account_id for one in known.values()}


def _note(wanted: Wanted, about: _About) -> None:
    path = wanted.call.path
    ref: Ref | Problem | None = None
    if path.startswith("/v1/orders/"):
        about.orders.add(wanted.path["ref"])
    elif path.startswith("/v1/redemptions/"):
        redemption = ids.decode("red", wanted.path["id"])
        if redemption:
            about.redemptions.add(redemption)
    elif path.startswith("/v1/members/"):
        ref = member_ref(wanted.path["ref"])
    elif isinstance(wanted.body, OrderIn):
        ref = buyer(wanted.body)
    elif getattr(wanted.body, "member", ""):
        ref = member_ref(wanted.body.member)
    if isinstance(ref, Ref):
        about.members.add(ref)
