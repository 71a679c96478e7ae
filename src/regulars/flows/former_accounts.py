"""What accounts that have moved since had spent on an order: it comes back when the order does, and
goes to whoever holds the order now.

It is free again where it was spent, and leaves from there as everything else did, so that both
books tell the whole way. A voucher that moved along is where it belongs already: what it was bought
with stays spent, and a use of it that is counted in the former account stays used.
"""

from fractions import Fraction
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.core import moved, refunds, restoring
from regulars.core.facts import GivesBack, Standing
from regulars.domains.events.contracts import KeptOrder
from regulars.domains.ledger import queries as ledger
from regulars.flows import merging, paid_with
from regulars.flows.books import Books
from regulars.flows.steps import Step
from regulars.kit import ids


def of(conn: Connection, kept: KeptOrder) -> list[UUID]:
    """Will give the accounts that held an order before its holder, the first one first."""
    found: list[UUID] = []
    one = kept.account_id
    while one != kept.holder_id:
        found.append(one)
        into = ids.decode("acc", ledger.states(conn, [one])[one].moved_into)
        if into is None or into in found:
            # Who holds an order and where its account went are written together.
            raise SerializationFailure("the order is being moved at this moment")
        one = into
    return found


def give_back(books: Books, kept: KeptOrder, standing: Standing, refund_key: str) -> None:
    """Will give whoever holds an order what others had spent on it; all of them are locked."""
    for one in of(books.conn, kept):
        if not books.locked(one):
            raise SerializationFailure("the order was moved meanwhile")
        _give_back(books, one, kept, standing, refund_key)


def _give_back(
    books: Books, former: UUID, kept: KeptOrder, standing: Standing, refund_key: str
) -> None:
    fact = _fact(books, former, kept, refunds.come_back(kept.fact(), standing))
    if not (fact.spent or fact.used or fact.benefits):
        return
    key = f"gives-back:{refund_key}"
    given = books.evaluate(
        Step(account_id=former, fact=fact, key=key, fingerprint=kept.fingerprint)
    )
    freed = moved.freed(fact, given.outcome)
    merging.carry(books, former, kept.holder_id, mark=f":{refund_key}", freed=freed)


def _fact(books: Books, former: UUID, kept: KeptOrder, part: Fraction) -> GivesBack:
    """Will say what comes back now: what came back before is left out."""
    order = kept.fact()
    paid = paid_with.with_what(books, [(former, order)])[former]
    whole = part == 1
    return GivesBack(
        occurred_at=books.shop.now,
        order=order.external_id,
        part=(part.numerator, part.denominator),
        spent=tuple(
            one for one in paid.spent
            if not one.elsewhere and one.voucher not in paid.moved
            and restoring.in_proportion(one, part) != [held.restored for held in one.parts]
        ),
        used=tuple(
            msgspec.structs.replace(one, revoked=one.revoked or one.number in paid.moved)
            for one in paid.used
            if whole
        ),
        benefits=tuple(one for one in paid.benefits if whole and not one.undone),
    )  # fmt: skip
