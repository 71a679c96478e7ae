"""A tier settles by the version in force, whichever version the order was paid under."""

from datetime import timedelta

from psycopg import Connection
from tests.builders.counter import PROGRAM, Counter
from tests.flows.test_given_back import done, opened

from regulars.domains.ledger import queries as ledger


def level(counter: Counter) -> str:
    """The member's level."""
    account = counter.account()
    return ledger.states(counter.conn, [account])[account].tier.level


def test_refunds_and_late_orders_of_an_old_version_do_not_demote(conn: Connection) -> None:
    counter = opened(conn, PROGRAM)
    done(counter.order("A", 100000))
    start = counter.now
    counter.later(days=1)
    more = "multiply: 1.5}, {id: gold, from: 1000}]"
    counter.publish(PROGRAM.replace("multiply: 1.5}]", more), counter.now)
    counter.later(days=1)
    done(counter.order("B", 50000))
    assert level(counter) == "gold"
    done(counter.order("L", 100, at=start + timedelta(hours=1)))
    assert level(counter) == "gold"
    done(counter.refund("A", 100))
    assert level(counter) == "gold"
