"""Points that pay for a part of an order, and vouchers that do or do not go together."""

from typing import Any

import pytest
from psycopg import Connection
from tests.builders.counter import PROGRAM, Counter
from tests.flows.test_given_back import done, opened
from tests.flows.test_holds import give, held, proved, rolled_back

from regulars.domains.rewards import queries as rewards
from regulars.wire import redemptions, vouchers
from regulars.wire.orders import LineIn, OrderIn

ANN = "email:ann@example.com"
PLAIN = PROGRAM[: PROGRAM.index("tiers:")]
PAY = (
    PLAIN
    + "redeeming: {pay: {point: {worth: 0.01, least: 100, step: 50, most_share: 50}}}\n"
    + "pays_for: {exclude: [{sku: [book]}]}\n"
)
STACK = """
rewards:
  five: {kind: amount-off, value: 5.00, price: {point: 100}, stack_order: 2}
  half: {kind: percent-off, value: 50, price: {point: 100}, stack_order: 1, combine: [five]}
  alone: {kind: amount-off, value: 9.00, price: {point: 100}, combine: none}
  coffee: {kind: product, product: coffee}
"""
STACKED = PLAIN[: PLAIN.index("rewards:")] + STACK


def pay(counter: Counter, amount: int, minor: int = 2000, **more: Any) -> Any:
    """Set points aside for an order over an amount, half of it books."""
    lines = (LineIn(net_minor=minor, sku="tea"), LineIn(net_minor=minor, sku="book"))
    body = redemptions.RedemptionIn(
        member=ANN, pay=redemptions.PaymentIn(currency="point", amount=amount), lines=lines, **more
    )
    return counter.call("create_redemption", body)


def saved(counter: Counter) -> int:
    """What the member saved, from the ledger."""
    return int(done(counter.call("get_balances", ref=ANN)).saved_minor)


def test_points_pay_for_a_part_of_an_order(conn: Connection) -> None:
    counter = opened(conn, PAY)
    give(counter, point=900)
    hold = done(pay(counter, 500, order="till:A"))
    assert (hold.worth_minor, hold.reward, hold.price) == (500, "", {"point": 500})
    assert held(counter)["point"] == (400, 500)
    done(counter.commit(hold.id))
    assert (held(counter)["point"], saved(counter)) == ((400, 0), 500)
    assert proved(counter) == []


def test_a_refund_gives_back_points_and_what_they_saved(conn: Connection) -> None:
    counter = opened(conn, PAY)
    give(counter, point=500)
    done(counter.commit(done(pay(counter, 500, order="till:A")).id))
    done(counter.order("A", 1000))
    done(counter.refund("A", 333, "r1"))
    assert saved(counter) == 500 - 166
    done(counter.refund("A", None, "r2"))
    assert (held(counter)["point"], saved(counter)) == ((500, 0), 0)
    assert proved(counter) == []


@pytest.mark.parametrize(
    ("amount", "code"),
    [(50, "payment_out_of_bounds"), (1050, "payment_out_of_bounds"), (120, "payment_not_in_steps"),
     (1000, "balance_too_low"), (600, "")],
)  # fmt: skip
def test_how_much_may_pay(conn: Connection, amount: int, code: str) -> None:
    counter = opened(conn, PAY)
    give(counter, point=700)
    assert getattr(pay(counter, amount), "code", "") == code


def test_points_that_pay_for_nothing_and_bodies_that_say_both(conn: Connection) -> None:
    counter = opened(conn, PLAIN)
    give(counter, point=700)
    assert pay(counter, 100).code == "points_do_not_pay"
    assert pay(counter, 100, reward="five").code == "reward_or_payment"
    assert counter.reserve("").code == "reward_or_payment"


def test_a_payment_is_rolled_back_by_money(conn: Connection) -> None:
    counter = opened(conn, PAY)
    give(counter, point=500)
    red = done(counter.commit(done(pay(counter, 500)).id)).id
    body = redemptions.RollbackIn(amount_minor=120)
    assert done(counter.call("roll_back_redemption", body, id=red)).restored == 120
    assert saved(counter) == 380
    assert done(rolled_back(counter, red, None)).status == "rolled_back"
    assert (held(counter)["point"], saved(counter)) == ((500, 0), 0)


def test_a_quote_says_what_points_could_pay(conn: Connection) -> None:
    counter = opened(conn, PAY)
    give(counter, point=777)
    found = quoted(counter, 2000)
    assert [(one.least, one.most, one.worth_minor) for one in found.payments] == [(100, 750, 750)]


def quoted(counter: Counter, minor: int) -> Any:
    """What would follow from an order."""
    body = OrderIn(
        source="till", external_id="Q", occurred_at=counter.now, currency="EUR",
        total_minor=minor, member=ANN,
    )  # fmt: skip
    return done(counter.call("quote_order", body))


def bought(counter: Counter, *names: str) -> dict[str, str]:
    """Vouchers for points: their codes by reward."""
    give(counter, point=100 * len(names))
    for name in names:
        done(counter.commit(done(counter.reserve(name)).id))
    return {one.reward: one.code for one in rewards.vouchers(counter.conn, [counter.account()])}


def test_vouchers_that_go_together_take_off_one_after_another(conn: Connection) -> None:
    counter = opened(conn, STACKED)
    codes = bought(counter, "five", "half", "alone")
    found = quoted(counter, 800)
    assert [(one.code, one.saved_minor) for one in found.together] == [(codes["alone"], 800)]
    counter.use(codes["alone"], 800, order="till:X")
    found = quoted(counter, 800)
    assert [(one.code, one.saved_minor) for one in found.together] == [
        (codes["half"], 400), (codes["five"], 400),
    ]  # fmt: skip


def test_two_that_do_not_combine_are_refused_on_one_order(conn: Connection) -> None:
    counter = opened(conn, STACKED)
    codes = bought(counter, "five", "half", "alone")
    done(counter.use(codes["five"], order="till:A"))
    assert counter.use(codes["alone"], order="till:A").code == "voucher_does_not_combine"
    done(counter.use(codes["half"], order="till:A"))
    done(counter.use(codes["alone"], order="till:B"))


def test_a_use_that_is_set_aside_counts_as_one(conn: Connection) -> None:
    counter = opened(conn, STACKED)
    codes = bought(counter, "half", "alone")
    line = LineIn(net_minor=2000)
    body = vouchers.VoucherHold(occurred_at=counter.now, lines=(line,), order="till:A")
    hold = done(counter.call("reserve_voucher", body, code=codes["alone"]))
    assert counter.use(codes["half"], order="till:A").code == "voucher_does_not_combine"
    done(counter.call("cancel_redemption", redemptions.Nothing(), id=hold.id))
    done(counter.use(codes["half"], order="till:A"))
    refused = counter.call("reserve_voucher", body, code=codes["alone"])
    assert refused.code == "voucher_does_not_combine"
