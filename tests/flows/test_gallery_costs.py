"""A plain order costs the same under every program of the gallery, whatever else it can do."""

from datetime import date
from typing import Any

import psycopg
import pytest
from tests.builders.counter import Counter
from tests.scenarios.telling import programs, text_of
from tests.support.cost import rows_written, statements

from regulars.wire import orders

NOTHING_EARNED = {"events_order": 1, "ledger_account": 1, "outbox_waiting": 1}
ONE_ENTRY = NOTHING_EARNED | {"ledger_entry": 1, "ledger_lot": 1, "ledger_transfer": 1}


@pytest.mark.parametrize("name", programs())
def test_a_plain_order_costs_no_more_than_in_the_simplest_shop(
    conn: psycopg.Connection, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where a program lets chance decide, a plain order wins nothing.
    monkeypatch.setattr("secrets.randbelow", lambda most: most - 1)
    counter = Counter(conn, text_of(name))
    counter.join(birth_date=date(1980, 1, 1))

    currency = counter.shop.program.document.currency

    def order(number: str) -> Any:
        body = orders.OrderIn(
            source="till", external_id=number, occurred_at=counter.now,
            currency=currency, total_minor=100, member="email:ann@example.com",
        )  # fmt: skip
        return counter.call("create_order", body)

    order("first")
    count = statements(conn, lambda: order("second"))
    written = rows_written(conn, lambda: order("third"))
    assert (count, written) in ((9, NOTHING_EARNED), (12, ONE_ENTRY))
