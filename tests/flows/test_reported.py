"""Figures that a job counts: kept until something happens, counted on the spot before the first."""

import msgspec
from psycopg import Connection
from tests.builders.counter import Counter

from regulars.domains.reports import operations, queries
from regulars.entrypoints.jobs import work
from regulars.flows import check_up


def test_a_new_shop_is_counted_on_the_spot(conn: Connection) -> None:
    counter = Counter(conn)
    counter.join()
    counter.order("1", 2_000)
    counter.later(seconds=1)
    found = check_up.figures(conn, counter.shop)
    assert (found.orders, found.median_order_minor) == (1, 2_000)


def test_what_a_job_counted_stays_until_it_counts_again(conn: Connection) -> None:
    counter = Counter(conn)
    counter.join()
    counter.order("1", 2_000)
    counter.later(seconds=1)
    assert work.count_reports(conn) == 4
    assert work.count_reports(conn) == 0
    counter.order("2", 4_000)
    assert check_up.figures(conn, counter.shop).orders == 1
    counter.later(days=1)
    kept = queries.named(conn, counter.program_id, check_up.COUNTING.name)
    assert kept is not None
    operations.keep(conn, msgspec.structs.replace(kept, took_ms=0))  # it was no load
    assert work.count_reports(conn) >= 1
    assert check_up.figures(conn, counter.shop).orders == 2


def test_what_came_back_is_not_in_the_middle(conn: Connection) -> None:
    counter = Counter(conn)
    counter.join()
    counter.order("1", 2_000)
    counter.order("2", 5_000)
    counter.refund("2", 4_000)
    counter.order("3", 3_000)
    counter.cancel("3")
    counter.later(seconds=1)
    found = check_up.figures(conn, counter.shop)
    assert (found.orders, found.median_order_minor) == (2, 1_000)
