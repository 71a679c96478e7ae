"""Enrolling many people at once: an import's, or all whose first purchase falls into one batch."""

from collections.abc import Sequence

from psycopg import Connection

from regulars.domains.members import queries as members
from regulars.flows import shelves
from regulars.flows.books import Books
from regulars.flows.joining import Person, enrol
from regulars.flows.shops import Shop
from regulars.kit import ids


def enrol_all(conn: Connection, shop: Shop, people: Sequence[Person]) -> int:
    """Will enrol those of whom no name is known yet; answers how many joined.

    The people must differ in every name. Somebody who is known by any of theirs is left as they
    are: `flows.joining.join` is for those who may come twice.
    """
    refs = [ref for person in people for ref in person.refs()]
    known = members.find(conn, shop.program_id, refs)
    new = [one for one in people if not any(ref in known for ref in one.refs())]
    if new:
        books = Books(conn, shop, shelves.of_events(shop, "member.joined"))
        accounts = [ids.new() for _ in new]
        books.lock(accounts)
        for person, account_id in zip(new, accounts, strict=True):
            enrol(books, person, account_id)
        books.write()
    return len(new)
