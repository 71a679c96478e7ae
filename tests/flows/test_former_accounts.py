"""What was spent before two became one comes back with its order, to whoever holds it by then."""

from collections import Counter as Counted
from typing import Any

import pytest
from psycopg import Connection
from tests.builders.counter import PROGRAM, Counter
from tests.flows.test_leaving_and_uniting import ANN, BEN, made_one, member

from regulars.core.facts import Adjust
from regulars.domains.ledger import queries as ledger
from regulars.domains.rewards import queries as rewards
from regulars.flows.adjust import adjust
from regulars.flows.unite import unite
from regulars.flows.verify import verify
from regulars.wire import redemptions
from regulars.wire.benefits import UseIn
from regulars.wire.orders import LineIn
from regulars.wire.problems import Problem

TEXT = PROGRAM.replace(
    "  coffee:",
    "  twice: {kind: amount-off, value: 5.00, price: {point: 100},\n"
    "          limit: {times: 2, per: lifetime}}\n"
    "  coffee:",
) + (
    "redeeming: {pay: {point: {worth: 0.01, least: 10}}}\n"
    "benefits:\n"
    "  delivery: {title: Free delivery, value: 4.90, uses: {times: 1, per: year}}\n"
)


def bens(conn: Connection, text: str = TEXT) -> Counter:
    """A counter where Ben, who is Ann as well, has 400 points and nothing else."""
    counter = Counter(conn, text)
    counter.join()
    counter.join("ben@example.com")
    fact = Adjust(occurred_at=counter.shop.now, currency="point", amount=400, actor="test")
    account = counter.account("ben@example.com")
    adjust(conn, counter.shop, account, fact, key="give", fingerprint=b"x", reason="r")
    return counter


def done(found: Any) -> Any:
    """The answer, which is no refusal."""
    assert not isinstance(found, Problem), found
    return found


def bought(counter: Counter, order: str, *, used: bool = True) -> str:
    """Ben's voucher for 100 points, for this order and used on it; its code."""
    redemption = done(counter.commit(done(counter.reserve("twice", BEN)).id, f"till:{order}"))
    code = redemption.voucher.code
    if used:
        done(counter.use(code, 2_000, order=f"till:{order}"))
    done(counter.order(order, 2_000, BEN))
    return code


def lived(counter: Counter) -> None:
    """Ben buys with points and with a voucher that an order gave him."""
    for number in range(4):
        done(counter.order(f"gift-{number}", 1_000, BEN))
    bought(counter, "B1")
    bought(counter, "B2")
    gift = rewards.open_vouchers(counter.conn, [counter.account("ben@example.com")])[0]
    done(counter.use(gift.code, 1_000, order="till:B3"))
    body = UseIn(occurred_at=counter.now, order="till:B3")
    done(counter.call("use_benefit", body, ref=BEN, benefit="delivery"))
    paying = redemptions.RedemptionIn(
        member=BEN, pay=redemptions.PaymentIn(currency="point", amount=50),
        lines=(LineIn(net_minor=3_000),), order="till:B3",
    )  # fmt: skip
    done(counter.commit(done(counter.call("create_redemption", paying)).id, "till:B3"))
    done(counter.order("B3", 3_000, BEN))


def come_back(counter: Counter) -> None:
    """One order in two parts, one at once, one cancelled."""
    done(counter.refund("B1", 700, "half"))
    done(counter.refund("B1", None, "rest"))
    done(counter.refund("B2", None))
    done(counter.cancel("B3"))


def standing(counter: Counter) -> Any:
    """All that matters of Ann's account, whatever its numbers are."""
    account = counter.account()
    state = ledger.states(counter.conn, [account])[account]
    vouchers = [
        (one.reward, one.expires_at, one.uses_left)
        for one in rewards.open_vouchers(counter.conn, [account])
    ]
    counted = {
        key: {period: (seen.times, seen.amount) for period, seen in periods.items()}
        for key, periods in state.counters.items()
    }
    held: Counted[int | None] = Counted()
    for lot in state.lots:
        held[lot.expires] += lot.left
    return held, state.deficits, state.orders, vouchers, counted


def test_first_one_then_refunded_is_as_first_refunded_then_one(conn: Connection) -> None:
    found = []
    for acts in ((made_one, come_back), (come_back, made_one)):
        counter = bens(conn)
        lived(counter)
        for act in acts:
            act(counter)
        assert list(verify(conn, counter.program_id)) == []
        found.append(standing(counter))
    assert found[0] == found[1]
    assert found[0][0].total() == 440


def test_a_used_voucher_stands_again_under_its_code(conn: Connection) -> None:
    counter = bens(conn)
    for number in range(4):
        done(counter.order(f"gift-{number}", 1_000, BEN))
    code = rewards.open_vouchers(conn, [counter.account("ben@example.com")])[0].code
    done(counter.use(code, 1_000, order="till:B"))
    done(counter.order("B", 3_000, BEN))
    made_one(counter)
    done(counter.refund("B", None))
    assert [one.code for one in rewards.open_vouchers(conn, [counter.account()])] == [code]
    done(counter.use(code, 1_000, order="till:next"))
    assert list(verify(conn, counter.program_id)) == []


def test_it_comes_back_through_two_moves(conn: Connection) -> None:
    counter = bens(conn)
    counter.join("cid@example.com")
    bought(counter, "B1")
    cid = member(counter, "cid@example.com")
    unite(conn, counter.shop, cid, member(counter, "ben@example.com"))
    unite(conn, counter.shop, member(counter), member(counter, "cid@example.com"))
    assert counter.balances().available == 320
    done(counter.refund("B1", None))
    assert counter.balances().available == 400
    again = counter.refund("B1", None)
    assert again.status == "repeated"
    assert list(verify(conn, counter.program_id)) == []


def test_a_voucher_that_moved_along_stays_and_so_does_its_price(conn: Connection) -> None:
    counter = bens(conn)
    code = bought(counter, "B1", used=False)
    made_one(counter)
    done(counter.refund("B1", None))
    assert counter.balances().available == 300
    done(counter.use(code, 2_000))


@pytest.mark.parametrize("parts", [(1_000, 1_000), (300, 300, 1_400)])
def test_parts_give_back_as_much_as_the_whole(conn: Connection, parts: tuple[int, ...]) -> None:
    counter = bens(conn)
    bought(counter, "B1")
    made_one(counter)
    for number, minor in enumerate(parts):
        done(counter.refund("B1", minor, f"part-{number}"))
    assert counter.balances(ANN).available == 400
    assert list(verify(conn, counter.program_id)) == []
